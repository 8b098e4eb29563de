package dev.limpid.dist.log;

import dev.limpid.server.log.AppendRule;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.LogCheck;
import dev.limpid.server.log.PublishedLog;
import dev.limpid.server.log.PublishedTree;
import dev.limpid.tlog.note.VerifierKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid log check}: recompute everything. */
@Command(
        name = "check",
        description = {
            "Recompute the whole log from its stored entries: every module, record, tile and head.",
            "Ends with 1 if anything does not fit. May run beside the server."
        },
        mixinStandardHelpOptions = true)
final class LogCheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "Where the log lies.")
    private Path folder = Path.of(".");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PublishedLog log = PublishedLog.read(folder);
        boolean good = check("config", log.config(), AppendRule.ASCENDING);
        good &= check("data", log.data(), AppendRule.ANY);
        return good ? 0 : LogCommand.FOUND_WRONG;
    }

    private boolean check(String name, PublishedTree tree, AppendRule rule) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<VerifierKey> keys = Files.isReadable(folder.resolve("keys").resolve(name))
                ? CollectionLog.verifierKeys(folder, name)
                : List.of();
        LogCheck.Outcome outcome = LogCheck.check(tree, keys, rule);
        for (String problem : outcome.problems()) {
            out.println(name + ": " + problem);
        }
        out.println(name + ": " + outcome.entries() + " entries, "
                + outcome.problems().size() + " problems"
                + (keys.isEmpty() ? ", signatures not checked (no keys here)" : ""));
        out.flush();
        return outcome.problems().isEmpty();
    }
}
