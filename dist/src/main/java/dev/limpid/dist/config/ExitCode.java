package dev.limpid.dist.config;

/** What the commands end with. */
final class ExitCode {

    static final int OK = 0;

    /** Something is wrong with the charts or the configuration. */
    static final int FOUND_WRONG = 1;

    /** A file could not be read or written, or versions could not be looked up. */
    static final int FAILED = 3;

    private ExitCode() {}
}
