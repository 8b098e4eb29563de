package dev.limpid.dist.serve;

import dev.limpid.cli.ExitCode;
import dev.limpid.cli.JsonOutput;
import dev.limpid.server.CollectionSettings;
import dev.limpid.server.ServerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** A command that copies the folder of each collection, to a backup or back. */
abstract class CopyCommand extends ServerCommand {

    private final String done;

    @Option(names = "--json", description = "Print a JSON array with one object a collection.")
    private boolean json;

    /**
     * A command.
     *
     * @param done what it says of a collection, such as {@code copied}
     */
    CopyCommand(String done) {
        this.done = done;
    }

    /** Refuses what could not be copied, before anything is. */
    abstract void require(CollectionSettings collection) throws IOException;

    /** Copies one collection and says where to. */
    abstract Path copy(CollectionSettings collection) throws IOException;

    @Override
    protected final int run(ServerConfig config) throws IOException {
        Map<String, Path> folders = new LinkedHashMap<>();
        for (CollectionSettings collection : config.collections()) {
            require(collection);
        }
        for (CollectionSettings collection : config.collections()) {
            folders.put(collection.name(), copy(collection));
        }
        if (json) {
            JsonOutput.printArray(out(), array -> {
                for (Map.Entry<String, Path> folder : folders.entrySet()) {
                    array.writeStartObject();
                    array.writeStringField("collection", folder.getKey());
                    array.writeStringField("folder", folder.getValue().toString());
                    array.writeEndObject();
                }
            });
        } else {
            folders.forEach((collection, folder) -> out().println(done + " " + collection + " to " + folder));
        }
        return ExitCode.OK;
    }
}
