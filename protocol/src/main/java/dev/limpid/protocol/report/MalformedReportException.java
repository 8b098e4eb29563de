package dev.limpid.protocol.report;

/** What was to be read is no report: no JSON, not of the report's shape, or beyond its limits. */
public final class MalformedReportException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedReportException(String message) {
        super(message);
    }

    MalformedReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
