package dev.limpid.dist.log;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.dist.serve.CollectionCommand;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.tlog.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code limpid log rotate}: replaces a key without leaving a client behind. */
@Command(
        name = "rotate",
        description = {
            "Add a signer key to a tree, or retire its oldest.",
            "Heads are signed by all keys of the tree, so release programs that know both keys before the old one is"
                    + " retired. Restart the server after either."
        },
        footer = {
            "",
            "Examples:",
            "  limpid log rotate --tree config /etc/limpid/limpid.conf",
            "  limpid log rotate --tree config --retire /etc/limpid/limpid.conf"
        })
final class LogRotateCommand extends CollectionCommand {

    @Option(names = "--tree", paramLabel = "config|data", description = "Which tree's keys (default: config).")
    private String tree = "config";

    @Option(names = "--retire", description = "Retire the oldest key instead of adding one.")
    private boolean retire;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final SecureRandom random;

    LogRotateCommand(SecureRandom random) {
        this.random = random;
    }

    @Override
    protected int run(ServerSettings server, CollectionSettings collection) throws IOException {
        if (!CollectionLog.TREES.contains(tree)) {
            throw new ParameterException(spec().commandLine(), "--tree is " + tree + ", expected config or data");
        }
        Path folder = log(collection);
        if (retire) {
            CollectionLog.retireKey(folder, tree);
        } else {
            CollectionLog.addKey(folder, tree, random);
        }
        print(CollectionLog.verifierKeys(folder, tree));
        return ExitCode.OK;
    }

    private void print(List<VerifierKey> keys) {
        if (json) {
            JsonOutput.printObject(out(), object -> {
                object.writeStringField("tree", tree);
                LogInfoPrinter.writeKeys("verifierKeys", keys, object);
            });
            return;
        }
        keys.forEach(key -> out().println("verifier key    " + key));
        out().println("Restart the server, so that it signs with " + (retire ? "these keys." : "all of them."));
    }
}
