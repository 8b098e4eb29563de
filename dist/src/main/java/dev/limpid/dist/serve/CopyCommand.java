package dev.limpid.dist.serve;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.protocol.text.Quantity;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** A command that copies the folder of each collection, to a backup or back. */
abstract class CopyCommand extends ServerCommand {

    private final String done;

    /**
     * A copy of a collection.
     *
     * @param problems the problems in it, a sentence each
     */
    record CopyResult(Path folder, List<String> problems) {
        CopyResult {
            problems = List.copyOf(problems);
        }
    }

    @Option(names = "--json", description = "Print a JSON array with one object a collection.")
    private boolean json;

    /**
     * A command.
     *
     * @param done the verb in its output, such as {@code copied}
     */
    CopyCommand(String done) {
        this.done = done;
    }

    /** Refuses a collection that cannot be copied, before anything is copied. */
    abstract void require(CollectionSettings collection) throws IOException;

    /** Copies one collection. */
    abstract CopyResult copy(CollectionSettings collection) throws IOException;

    @Override
    protected final int run(ServerSettings config) throws IOException {
        Map<String, CopyResult> copies = new LinkedHashMap<>();
        for (CollectionSettings collection : config.collections()) {
            require(collection);
        }
        for (CollectionSettings collection : config.collections()) {
            copies.put(collection.name(), copy(collection));
        }
        if (json) {
            JsonOutput.printArray(out(), array -> {
                for (Map.Entry<String, CopyResult> copy : copies.entrySet()) {
                    array.writeStartObject();
                    array.writeStringField("collection", copy.getKey());
                    array.writeStringField("folder", copy.getValue().folder().toString());
                    array.writeArrayFieldStart("problems");
                    for (String problem : copy.getValue().problems()) {
                        array.writeString(problem);
                    }
                    array.writeEndArray();
                    array.writeEndObject();
                }
            });
        } else {
            copies.forEach((collection, copy) -> {
                copy.problems().forEach(problem -> out().println(collection + ": " + problem));
                out().println(done + " " + collection + " to " + copy.folder()
                        + (copy.problems().isEmpty()
                                ? ""
                                : ", with " + Quantity.of(copy.problems().size(), "problem")));
            });
        }
        boolean whole =
                copies.values().stream().allMatch(copy -> copy.problems().isEmpty());
        return whole ? ExitCode.OK : ExitCode.FOUND_WRONG;
    }
}
