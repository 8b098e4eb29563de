package dev.limpid.dist.data;

import java.io.OutputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands of this package by name, each made only when it is needed. */
public final class DataCommands {

    private DataCommands() {}

    /**
     * How each command is made.
     *
     * @param clock says what day it is
     * @param output where bytes go that are no text
     */
    public static Map<String, Supplier<CommandLine>> factories(Clock clock, OutputStream output) {
        Map<String, Supplier<CommandLine>> all = new LinkedHashMap<>();
        all.put("publish", () -> new CommandLine(new PublishCommand(clock)));
        all.put("charts", () -> new CommandLine(new ChartsCommand(output)));
        all.put("verify-data", () -> new CommandLine(new VerifyDataCommand()));
        all.put("query", () -> new CommandLine(new QueryCommand()));
        return all;
    }
}
