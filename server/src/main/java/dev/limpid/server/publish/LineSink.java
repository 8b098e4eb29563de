package dev.limpid.server.publish;

import java.io.IOException;

/** Takes lines, without their ends. */
@FunctionalInterface
interface LineSink {
    void line(byte[] line) throws IOException;
}
