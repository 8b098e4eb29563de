package dev.limpid.dist.log;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.dist.serve.CollectionCommand;
import dev.limpid.dist.serve.PublicAddress;
import dev.limpid.server.log.LogInfo;
import dev.limpid.server.log.tree.PublishedLog;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code limpid log info}: shows what users, Go, Maven and witnesses need to know. */
@Command(
        name = "info",
        description = "Show the lines to copy: keys, GOPROXY, GOSUMDB, Maven repository, policy.",
        footer = {
            "",
            "Examples:",
            "  limpid log info /etc/limpid/limpid.conf",
            "  limpid log info --policy /etc/limpid/limpid.conf > policy.txt",
            "  limpid log info --json /etc/limpid/limpid.conf"
        })
final class LogInfoCommand extends CollectionCommand {

    @Mixin
    private PublicAddress address = new PublicAddress();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--policy", description = "Print only the policy, as programs carry it.")
    private boolean policy;

    @Override
    protected int run(ServerSettings server, CollectionSettings collection) throws IOException {
        Path log = log(collection);
        String url = address.of(collection).resolve("log").toString();
        LogInfo facts = LogInfo.read(PublishedLog.read(collection.name(), log), log, url);
        if (policy) {
            out().print(facts.policy());
        } else {
            LogInfoPrinter.print(facts, json, out());
        }
        return ExitCode.OK;
    }
}
