package dev.limpid.cli;

import dev.limpid.cli.context.CommandContext;
import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** A sequence of commands in a home that has something to show; as a program, in the locale of its process. */
final class Session {

    private static final String COMMANDS =
            "{\"Week\":\"2026-11-09\",\"Config\":\"v1.4.0\",\"Chart\":\"org.example/tool/commands\","
                    + "\"Builds\":[{\"Version\":\"1.4.0\",\"Counts\":{\"build\":3,\"test\":1}}]}";
    private static final String CRASHES =
            "{\"Week\":\"2026-11-09\",\"Config\":\"v1.4.0\",\"Chart\":\"org.example/tool/crashes\","
                    + "\"Builds\":[{\"Counts\":{}}]}";

    /** Every command that addresses its reader, and its message about an argument that it cannot use. */
    static final List<String> LINES = List.of(
            "list",
            "env",
            "preview",
            "sent",
            "sent 2026-01-02",
            "verify --offline",
            "off",
            "count -v tool/run --program org.example/tool",
            "count -v : --program org.example/tool",
            "on --yes --offline",
            "on",
            "preview",
            "local",
            "list",
            "count -v tool/run tool/files=12 --program org.example/tool",
            "count : --program org.example/tool",
            "count a=x --program org.example/tool",
            "count a",
            "upload",
            "upload",
            "relay-choice",
            "relay-choice fallback",
            "relay-choice nowhere",
            "sent nix",
            "sent 2026-01-02 2026-01-09",
            "view --minutes many",
            "onn",
            "off --wrong",
            "off --all --all",
            "count",
            "count a --program",
            "dump nothing-there.v1.count",
            "env -C gone.example",
            "clean",
            "clean --all");

    private Session() {}

    /** Puts into the home what the session shows. */
    static void fill(TelemetryHome home) throws IOException {
        Files.createDirectories(home.upload());
        Files.createDirectories(home.local().resolve("refused"));
        Files.writeString(home.modeFile(), "on 2026-10-01\n");
        Files.writeString(home.upload().resolve("2026-11-13.ndjson"), COMMANDS + "\n" + CRASHES + "\n");
        Files.writeString(home.local().resolve("2026-11-13.note"), "outcome: sent\nwhen: 2026-11-14T08:00:00Z\n");
        Files.writeString(home.local().resolve("refused/2026-11-06.ndjson"), CRASHES + "\n");
        Path counts = Path.of(System.getProperty("limpid.root"), "spec/vectors/report/telemetry-dir/local");
        String file = "tool@v1.2.3-go1.24.0-linux-amd64-2026-08-18.v1.count";
        Files.copy(counts.resolve(file), home.local().resolve(file));
    }

    /** Runs all of it. */
    public static void main(String[] arguments) {
        for (String line : LINES) {
            System.out.print("\n$ limpid " + line + "\n");
            System.out.flush();
            CommandLine limpid = UserCommands.limpid(CommandContext.ofProcess());
            int code = limpid.execute(line.split(" "));
            limpid.getOut().flush();
            System.out.print("= " + code + "\n");
            System.out.flush();
        }
    }
}
