package dev.limpid.dist.config;

/** What the commands end with. */
public final class ExitCode {

    public static final int OK = 0;

    /** Something is wrong with the charts or the configuration. */
    public static final int FOUND_WRONG = 1;

    /** A file could not be read or written, or versions could not be looked up. */
    public static final int FAILED = 3;

    private ExitCode() {}
}
