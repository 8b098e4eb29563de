package dev.limpid.dist.data;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands of this package by name, each created only when it is needed. */
public final class DataCommands {

    private DataCommands() {}

    /**
     * The factory of each command.
     *
     * @param output receives output that is not text
     */
    public static Map<String, Supplier<CommandLine>> factories(OutputStream output) {
        Map<String, Supplier<CommandLine>> all = new LinkedHashMap<>();
        all.put("charts", () -> new CommandLine(new ChartsCommand(output)));
        all.put("verify-data", () -> new CommandLine(new VerifyDataCommand()));
        all.put("query", () -> new CommandLine(new QueryCommand()));
        return all;
    }
}
