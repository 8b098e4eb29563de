package dev.limpid.dist.serve;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.protocol.text.Quantity;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that writes something of a collection as files for any file host. */
public abstract class ExportCommand extends CollectionCommand {

    private final String what;

    @Parameters(index = "1", paramLabel = "FOLDER", description = "The folder for the files; created if missing.")
    private Path folder = Path.of(".");

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /**
     * A command.
     *
     * @param what what it writes, such as {@code log}
     */
    protected ExportCommand(String what) {
        this.what = what;
    }

    /** Writes into the folder, and returns how many files there are. */
    protected abstract int write(ServerSettings server, CollectionSettings collection, Path into) throws IOException;

    @Override
    protected final int run(ServerSettings server, CollectionSettings collection) throws IOException {
        int files = write(server, collection, folder);
        if (json) {
            JsonOutput.printObject(out(), object -> {
                object.writeStringField("folder", folder.toString());
                object.writeNumberField("files", files);
            });
        } else {
            out().println("The " + what + " is in " + folder + ": " + Quantity.of(files, "file") + ".");
        }
        return ExitCode.OK;
    }
}
