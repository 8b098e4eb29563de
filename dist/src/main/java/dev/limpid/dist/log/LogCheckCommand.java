package dev.limpid.dist.log;

import dev.limpid.cli.ExitCode;
import dev.limpid.cli.JsonOutput;
import dev.limpid.dist.serve.CollectionCommand;
import dev.limpid.protocol.text.Counted;
import dev.limpid.server.CollectionConfig;
import dev.limpid.server.ServerConfig;
import dev.limpid.server.log.AppendRule;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.LogCheck;
import dev.limpid.server.log.PublishedLog;
import dev.limpid.server.log.PublishedTree;
import dev.limpid.tlog.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code limpid log check}: recompute everything. */
@Command(
        name = "check",
        description = {
            "Recompute the whole log from its stored entries: every module, record, tile and head.",
            "Ends with 1 if anything does not fit. May run beside the server."
        },
        footer = {"", "Example:", "  limpid log check /etc/limpid/limpid.conf"})
final class LogCheckCommand extends CollectionCommand {

    @Option(names = "--json", description = "Print a JSON array with one object a tree.")
    private boolean json;

    /** One tree, and what was found in it. */
    private record Checked(String tree, LogCheck.Outcome outcome, boolean withKeys) {}

    @Override
    protected int run(ServerConfig server, CollectionConfig collection) throws IOException {
        Path folder = log(collection);
        PublishedLog log = PublishedLog.read(collection.name(), folder);
        List<Checked> trees = List.of(
                check(folder, "config", log.config(), AppendRule.ASCENDING),
                check(folder, "data", log.data(), AppendRule.ANY));
        if (json) {
            printJson(trees);
        } else {
            trees.forEach(this::print);
        }
        boolean good = trees.stream().allMatch(tree -> tree.outcome().problems().isEmpty());
        return good ? ExitCode.OK : ExitCode.FOUND_WRONG;
    }

    private static Checked check(Path folder, String name, PublishedTree tree, AppendRule rule) throws IOException {
        List<VerifierKey> keys = Files.isReadable(folder.resolve("keys").resolve(name))
                ? CollectionLog.verifierKeys(folder, name)
                : List.of();
        return new Checked(name, LogCheck.check(tree, keys, rule), !keys.isEmpty());
    }

    private void print(Checked checked) {
        for (String problem : checked.outcome().problems()) {
            out().println(checked.tree() + ": " + problem);
        }
        out().println(checked.tree() + ": " + Counted.of(checked.outcome().entries(), "entry") + ", "
                + Counted.of(checked.outcome().problems().size(), "problem")
                + (checked.withKeys() ? "" : ", signatures not checked (no keys here)"));
    }

    private void printJson(List<Checked> trees) {
        JsonOutput.printArray(out(), array -> {
            for (Checked checked : trees) {
                array.writeStartObject();
                array.writeStringField("tree", checked.tree());
                array.writeNumberField("entries", checked.outcome().entries());
                array.writeBooleanField("signaturesChecked", checked.withKeys());
                array.writeArrayFieldStart("problems");
                for (String problem : checked.outcome().problems()) {
                    array.writeString(problem);
                }
                array.writeEndArray();
                array.writeEndObject();
            }
        });
    }
}
