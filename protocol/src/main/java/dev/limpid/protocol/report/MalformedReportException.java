package dev.limpid.protocol.report;

/** The bytes are not a report: not JSON, not in the form of a report, or beyond its limits. */
public final class MalformedReportException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedReportException(String message) {
        super(message);
    }

    MalformedReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
