package dev.limpid.cli;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.protocol.text.Counted;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clean}: deletes what was counted. */
@Command(
        name = "clean",
        description = "Delete what was counted on this machine and never sent. Your choice of mode stays.",
        footer = {"", "Examples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --all"})
final class CleanCommand extends HomeCommand {

    @Option(names = "--all", description = "Delete the copies of what was sent and the verified configuration as well.")
    boolean all;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    boolean json;

    private int deleted;

    CleanCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run(TelemetryHome home, PrintWriter out) throws IOException {
        deleted = 0;
        delete(home.local());
        if (all) {
            delete(home.upload());
            delete(home.config());
        }
        if (json) {
            JsonOutput.printObject(out, generator -> {
                generator.writeStringField("collection", home.collection());
                generator.writeNumberField("deleted", deleted);
            });
        } else {
            out.print(home.collection() + ": deleted " + Counted.of(deleted, "file") + "\n");
        }
        return ExitCode.OK;
    }

    /** Deletes below the folder; a link is deleted, never followed. */
    private void delete(Path folder) throws IOException {
        if (!HomeFiles.isFolder(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                deleted++;
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.deleteIfExists(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
