package dev.limpid.cli.context;

import java.util.LinkedHashMap;
import java.util.Map;

/** What commands end with, the user's and the operator's alike. */
public final class ExitCode {

    /** Done. */
    public static final int OK = 0;

    /** Something is wrong with what was looked at: a damaged file, a proof that failed, a report not sent. */
    public static final int FOUND_WRONG = 1;

    /** The command line cannot be understood, or does not say which collection. */
    public static final int USAGE = 2;

    /** A file or the network could not be read or written: a telemetry home, a log, released versions. */
    public static final int FAILED = 3;

    private ExitCode() {}

    /** The codes in words, for the help. */
    public static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put("0", "done");
        meanings.put("1", "something is wrong with what was looked at, or an answer could not be sent");
        meanings.put("2", "the command line cannot be understood");
        meanings.put("3", "a file, the telemetry home or the network could not be read or written");
        return meanings;
    }
}
