package dev.limpid.server.publish.file;

import java.io.IOException;

/** Takes lines, without their ends. */
@FunctionalInterface
public interface LineSink {
    /** The next line. */
    void line(byte[] line) throws IOException;
}
