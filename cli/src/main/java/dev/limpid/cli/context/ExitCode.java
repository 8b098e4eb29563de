package dev.limpid.cli.context;

import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes of commands, the user's and the operator's alike. */
public final class ExitCode {

    /** Done. */
    public static final int OK = 0;

    /** The command found a problem: a damaged file, a failed proof, an answer that was not sent. */
    public static final int FOUND_WRONG = 1;

    /** The command line is invalid, or does not say which collection it means. */
    public static final int USAGE = 2;

    /** A file or the network could not be read or written: a telemetry home, a log, released versions. */
    public static final int FAILED = 3;

    private ExitCode() {}

    /** The codes and their meanings, for the help. */
    public static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put("0", "done");
        meanings.put("1", "a problem was found, or an answer could not be sent");
        meanings.put("2", "the command line cannot be understood");
        meanings.put("3", "a file, the telemetry home or the network could not be read or written");
        return meanings;
    }
}
