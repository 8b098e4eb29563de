package dev.limpid.cli;

/** What the commands end with. */
final class ExitCode {

    /** Done. */
    static final int OK = 0;

    /** Something is wrong with what was looked at: a damaged file, a proof that failed, a report not sent. */
    static final int FOUND_WRONG = 1;

    /** The command line cannot be understood, or does not say which collection. */
    static final int USAGE = 2;

    /** The telemetry home could not be read or written. */
    static final int FAILED = 3;

    private ExitCode() {}
}
