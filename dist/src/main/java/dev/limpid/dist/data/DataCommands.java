package dev.limpid.dist.data;

import java.io.OutputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The commands of this package by name, each made only when it is needed. */
public final class DataCommands {

    private DataCommands() {}

    /**
     * How each command is made.
     *
     * @param clock says what day it is
     * @param output where bytes go that are no text
     */
    public static Map<String, Supplier<Object>> factories(Clock clock, OutputStream output) {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("publish", () -> new PublishCommand(clock));
        all.put("charts", () -> new ChartsCommand(output));
        all.put("verify-data", VerifyDataCommand::new);
        all.put("query", QueryCommand::new);
        return all;
    }
}
