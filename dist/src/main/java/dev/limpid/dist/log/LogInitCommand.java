package dev.limpid.dist.log;

import dev.limpid.server.log.CollectionLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid log init}: the keys of a new log and its first, empty heads. */
@Command(
        name = "init",
        description = "Make the keys of a new log and sign its empty heads. A log that is there stays as it is.",
        footer = {"", "Example:", "  limpid log init telemetry.example.org /var/lib/limpid/telemetry.example.org/log"},
        mixinStandardHelpOptions = true)
final class LogInitCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "COLLECTION", description = "Such as telemetry.example.org.")
    private String collection = "";

    @Parameters(index = "1", paramLabel = "FOLDER", description = "Where the log lies.")
    private Path folder = Path.of(".");

    @Option(names = "--url", paramLabel = "URL", description = "Where the log is or will be served.")
    private String url = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock;
    private final SecureRandom random;

    LogInitCommand(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        CollectionLog.init(collection, folder, random);
        try (CollectionLog log = CollectionLog.open(collection, folder, clock)) {
            FactLines.print(log.facts(FactLines.url(url, collection)), out);
        }
        out.println();
        out.println(
                "The private keys are in " + folder.resolve("keys") + ". Keep a copy of them off this machine, and");
        out.println("never restore an old backup over the log: the newest entries must come back, or none.");
        out.flush();
        return 0;
    }
}
