package dev.limpid.dist.serve;

import dev.limpid.server.StartupCheck;
import dev.limpid.server.ops.Backup;
import dev.limpid.server.settings.CollectionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code limpid backup}: copies everything that a server keeps, while it runs. */
@Command(
        name = "backup",
        description = {
            "Copy everything that a server keeps, private keys included.",
            "The server may run meanwhile. Damaged files are copied as they are, and unreadable ones are"
                    + " left out: both are named, and the command ends with 1."
        },
        footer = {"", "Example:", "  limpid backup /etc/limpid/limpid.conf /backup/2026-11-21"})
public final class BackupCommand extends CopyCommand {

    @Parameters(
            index = "1",
            paramLabel = "FOLDER",
            description = "The folder for the backup; new or empty, and outside of what is copied.")
    private Path backup = Path.of("backup");

    public BackupCommand() {
        super("copied");
    }

    @Override
    void require(CollectionSettings collection) throws IOException {
        if (!Files.isDirectory(collection.folder())) {
            throw new IOException(collection.folder() + ": there is no such folder, expected what the server keeps of "
                    + collection.name() + "; nothing was copied");
        }
    }

    @Override
    CopyResult copy(CollectionSettings collection) throws IOException {
        Path target = backup.resolve(collection.name());
        return new CopyResult(
                target,
                Backup.make(collection.folder(), target, copy -> StartupCheck.problems(collection.name(), copy)));
    }
}
