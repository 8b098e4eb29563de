package dev.limpid.server.publish;

import java.io.IOException;

/** A report was named that was never accepted. */
public final class UnknownReportException extends IOException {

    private static final long serialVersionUID = 1L;

    UnknownReportException(String message) {
        super(message);
    }
}
