package dev.limpid.server.publish.file;

import java.io.IOException;

/** Receives lines, without their line ends. */
@FunctionalInterface
public interface LineSink {
    /** Receives the next line. */
    void line(byte[] line) throws IOException;
}
