package dev.limpid.dist.serve;

import dev.limpid.server.StartupCheck;
import dev.limpid.server.ops.Backup;
import dev.limpid.server.settings.CollectionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code limpid restore}: restores a backup to where a server finds it. */
@Command(
        name = "restore",
        description = {
            "Restore a backup to where a server finds it, after checking all of it.",
            "The server must not run meanwhile. Answers that were already damaged in the backup are"
                    + " named, and the command ends with 1."
        },
        footer = {"", "Example:", "  limpid restore /etc/limpid/limpid.conf /backup/2026-11-21"})
public final class RestoreCommand extends CopyCommand {

    @Parameters(index = "1", paramLabel = "FOLDER", description = "The backup.")
    private Path backup = Path.of("backup");

    public RestoreCommand() {
        super("restored");
    }

    @Override
    void require(CollectionSettings collection) throws IOException {
        Path folder = backup.resolve(collection.name());
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": there is no such folder, expected the backup of " + collection.name()
                    + "; nothing was restored");
        }
    }

    @Override
    CopyResult copy(CollectionSettings collection) throws IOException {
        return new CopyResult(
                collection.folder(),
                Backup.restore(
                        backup.resolve(collection.name()),
                        collection.folder(),
                        copy -> StartupCheck.problems(collection.name(), copy)));
    }
}
