package dev.limpid.dist.log;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.dist.serve.CollectionCommand;
import dev.limpid.dist.serve.PublicAddress;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code limpid log init}: makes the keys of a new log and its first, empty heads. */
@Command(
        name = "init",
        description = {
            "Make the keys of a new log and sign its empty heads. An existing log stays as it is.",
            "The first start of the server does so too; use this command for programs that are built earlier."
        },
        footer = {"", "Example:", "  limpid log init /etc/limpid/limpid.conf"})
final class LogInitCommand extends CollectionCommand {

    @Mixin
    private PublicAddress address = new PublicAddress();

    @Option(names = "--json", description = "Print one JSON object, as limpid log info does.")
    private boolean json;

    private final Clock clock;
    private final SecureRandom random;

    LogInitCommand(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    protected int run(ServerSettings server, CollectionSettings collection) throws IOException {
        String url = address.of(collection).resolve("log").toString();
        Path folder = ownLog(collection);
        CollectionLog.init(collection.name(), folder, random);
        try (CollectionLog log = CollectionLog.open(collection.name(), folder, clock)) {
            LogInfoPrinter.print(log.facts(url), json, out());
        }
        if (!json) {
            out().println();
            out().println("The private keys are in " + folder.resolve("keys")
                    + ". Keep a copy of them off this machine, and");
            out().println("never restore an old backup over the log: the newest entries must come back, or none.");
        }
        return ExitCode.OK;
    }
}
