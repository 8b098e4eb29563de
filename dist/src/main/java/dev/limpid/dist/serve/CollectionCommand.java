package dev.limpid.dist.serve;

import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** A command on one of the collections that the server's configuration file names. */
public abstract class CollectionCommand extends ServerCommand {

    @Option(
            names = {"-C", "--collection"},
            paramLabel = "NAME",
            description = "The collection. Needed only if the file names several.")
    private String name = "";

    /** Runs the command, and returns its exit code. */
    protected abstract int run(ServerSettings server, CollectionSettings collection)
            throws IOException, InterruptedException;

    @Override
    protected final int run(ServerSettings config) throws IOException, InterruptedException {
        return run(config, chosen(config.collections()));
    }

    private CollectionSettings chosen(List<CollectionSettings> collections) {
        if (name.isEmpty() && collections.size() == 1) {
            return collections.get(0);
        }
        return collections.stream()
                .filter(collection -> collection.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec().commandLine(),
                        file() + (name.isEmpty() ? " names several collections" : " names no collection " + name)
                                + ", expected --collection with one of "
                                + collections.stream()
                                        .map(CollectionSettings::name)
                                        .collect(Collectors.joining(", "))));
    }

    /**
     * The folder of the collection's log.
     *
     * @throws IOException if there is none yet, so that a mistyped folder does not become a new log with keys of its own
     */
    protected static Path log(CollectionSettings collection) throws IOException {
        Path log = ownLog(collection);
        if (!Files.isDirectory(log)) {
            throw new IOException(
                    log + ": there is no log yet; limpid log init or the first start of the server makes it");
        }
        return log;
    }

    /**
     * The folder of the collection's log, which may not exist yet.
     *
     * @throws IOException if another node owns it
     */
    protected static Path ownLog(CollectionSettings collection) throws IOException {
        if (collection.follows().isPresent()) {
            throw new IOException(collection.name() + " has its log on another node, and follows it at "
                    + collection.follows().get().log());
        }
        return collection.folder().resolve("log");
    }
}
