package dev.limpid.dist.log;

import dev.limpid.server.log.CollectionLog;
import dev.limpid.tlog.note.VerifierKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid log rotate}: replace a key without leaving a client behind. */
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
            "  limpid log rotate --tree config /var/lib/limpid/telemetry.example.org/log",
            "  limpid log rotate --tree config --retire /var/lib/limpid/telemetry.example.org/log"
        },
        mixinStandardHelpOptions = true)
final class LogRotateCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FOLDER", description = "Where the log lies.")
    private Path folder = Path.of(".");

    @Option(names = "--tree", paramLabel = "config|data", description = "Which tree's keys (default: config).")
    private String tree = "config";

    @Option(names = "--retire", description = "Retire the oldest key instead of adding one.")
    private boolean retire;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final SecureRandom random;

    LogRotateCommand(SecureRandom random) {
        this.random = random;
    }

    @Override
    public Integer call() throws IOException {
        if (!CollectionLog.TREES.contains(tree)) {
            throw new ParameterException(spec.commandLine(), "--tree is " + tree + ", expected config or data");
        }
        if (retire) {
            CollectionLog.retireKey(folder, tree);
        } else {
            CollectionLog.addKey(folder, tree, random);
        }
        PrintWriter out = spec.commandLine().getOut();
        for (VerifierKey key : CollectionLog.verifierKeys(folder, tree)) {
            out.println("verifier key    " + key);
        }
        out.println("Restart the server, so that it signs with " + (retire ? "these keys." : "all of them."));
        out.flush();
        return 0;
    }
}
