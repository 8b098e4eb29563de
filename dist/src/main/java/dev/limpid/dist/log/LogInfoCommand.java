package dev.limpid.dist.log;

import dev.limpid.server.log.LogFacts;
import dev.limpid.server.log.PublishedLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid log info}: what to tell users, Go, Maven and witnesses. */
@Command(
        name = "info",
        description = "Show the lines to copy: keys, GOPROXY, GOSUMDB, Maven repository, policy.",
        footer = {
            "",
            "Examples:",
            "  limpid log info /var/lib/limpid/telemetry.example.org/log",
            "  limpid log info --json /var/lib/limpid/telemetry.example.org/log"
        },
        mixinStandardHelpOptions = true)
final class LogInfoCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "Where the log lies.")
    private Path folder = Path.of(".");

    @Option(names = "--url", paramLabel = "URL", description = "Where the log is served.")
    private String url = "";

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PublishedLog log = PublishedLog.read(folder);
        LogFacts facts = LogFacts.read(log, folder, FactLines.url(url, log.collection()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            FactLines.printJson(facts, out);
        } else {
            FactLines.print(facts, out);
        }
        return 0;
    }
}
