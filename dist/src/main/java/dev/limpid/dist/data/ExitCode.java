package dev.limpid.dist.data;

/** What the commands end with. */
final class ExitCode {

    static final int OK = 0;

    /** What was looked at is not what it should be. */
    static final int FOUND_WRONG = 1;

    /** A file or the network could not be read or written. */
    static final int FAILED = 3;

    private ExitCode() {}
}
