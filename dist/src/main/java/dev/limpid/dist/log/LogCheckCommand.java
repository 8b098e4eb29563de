package dev.limpid.dist.log;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.dist.serve.CollectionCommand;
import dev.limpid.protocol.text.Quantity;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.LogCheck;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.server.storage.segment.StoreCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code limpid log check}: recomputes everything. */
@Command(
        name = "check",
        description = {
            "Recompute the whole log from its stored entries: every module, record, tile and head.",
            "Also reads everything else that the server reads at its start: keys, policy, state. Also"
                    + " reads the answers on"
                    + " the local disk and the published files, and names those that are damaged.",
            "Ends with 1 if anything is inconsistent. Can run while the server runs."
        },
        footer = {"", "Example:", "  limpid log check /etc/limpid/limpid.conf"})
final class LogCheckCommand extends CollectionCommand {

    @Option(names = "--json", description = "Print a JSON array with one object a tree.")
    private boolean json;

    /** The name for the store of accepted answers, in place of a tree's name. */
    private static final String ANSWERS = "answers";

    /** The same for the published files. */
    private static final String PUBLISHED = "published";

    /** One tree, and the result of its check. */
    private record CheckedTree(String tree, LogCheck.Outcome outcome) {}

    @Override
    protected int run(ServerSettings server, CollectionSettings collection) throws IOException {
        List<CheckedTree> trees = new ArrayList<>();
        CollectionLog.check(collection.name(), log(collection))
                .forEach((tree, outcome) -> trees.add(new CheckedTree(tree, outcome)));
        Path answers = collection.folder().resolve("answers");
        if (collection.objectStore().isEmpty() && Files.exists(answers)) {
            StoreCheck store = StoreCheck.of(answers);
            trees.add(new CheckedTree(ANSWERS, new LogCheck.Outcome(store.answers(), true, store.problems())));
        }
        Path published = collection.folder().resolve("published");
        if (Files.exists(published)) {
            PublishedFolder files = new PublishedFolder(published, collection.name());
            trees.add(new CheckedTree(
                    PUBLISHED, new LogCheck.Outcome(files.publication().weeks().size(), true, files.damaged())));
        }
        if (json) {
            printJson(trees);
        } else {
            trees.forEach(this::print);
        }
        boolean good = trees.stream().allMatch(tree -> tree.outcome().problems().isEmpty());
        return good ? ExitCode.OK : ExitCode.FOUND_WRONG;
    }

    private void print(CheckedTree checked) {
        for (String problem : checked.outcome().problems()) {
            out().println(checked.tree() + ": " + problem);
        }
        out().println(checked.tree() + ": "
                + Quantity.of(checked.outcome().entries(), of(checked.tree())) + ", "
                + Quantity.of(checked.outcome().problems().size(), "problem")
                + (checked.outcome().signatures() ? "" : ", signatures not checked (the keys are not readable here)"));
    }

    private static String of(String tree) {
        return switch (tree) {
            case ANSWERS -> "answer";
            case PUBLISHED -> "week";
            default -> "entry";
        };
    }

    private void printJson(List<CheckedTree> trees) {
        JsonOutput.printArray(out(), array -> {
            for (CheckedTree checked : trees) {
                array.writeStartObject();
                array.writeStringField("tree", checked.tree());
                array.writeNumberField("entries", checked.outcome().entries());
                array.writeBooleanField("signaturesChecked", checked.outcome().signatures());
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
