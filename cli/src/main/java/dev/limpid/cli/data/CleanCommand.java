package dev.limpid.cli.data;

import dev.limpid.cli.command.HomeCommand;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.HomeFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clean}: deletes what was counted. For the command's thread only. */
@Command(
        name = "clean",
        description = "Delete what was counted on this machine and never sent. Your choice of mode stays.",
        footer = {"", "Examples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --all"})
public final class CleanCommand extends HomeCommand {

    @Option(names = "--all", description = "Delete the copies of what was sent and the verified configuration as well.")
    boolean all;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    boolean json;

    private int deleted;

    public CleanCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run(TelemetryHome home, PrintWriter out) throws IOException {
        deleted = 0;
        delete(home.local(), decisions(home.local()));
        if (all) {
            delete(home.upload(), Set.of());
            delete(home.config(), Set.of());
        }
        if (json) {
            JsonOutput.printObject(out, generator -> {
                generator.writeStringField("collection", home.collection());
                generator.writeNumberField("deleted", deleted);
            });
        } else {
            out.print(words().count("clean.deleted", deleted, "collection", home.collection()) + "\n");
        }
        return ExitCode.OK;
    }

    /**
     * The decisions about weeks, in the order in which they are deleted after everything else. If the command stops halfway, no count
     * is left without the record that it was answered for.
     */
    private static Set<Path> decisions(Path local) throws IOException {
        Set<Path> decisions = new LinkedHashSet<>();
        List<Path> all = Files.isSymbolicLink(local) ? List.of() : HomeFiles.list(local);
        for (String ending : List.of(".answers", ".note")) {
            all.stream().filter(file -> file.toString().endsWith(ending)).forEach(decisions::add);
        }
        return decisions;
    }

    /** Deletes below the folder, these files last; a link is deleted, never followed. */
    private void delete(Path folder, Set<Path> last) throws IOException {
        if (!HomeFiles.isFolder(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!last.contains(file)) {
                    Files.deleteIfExists(file);
                    deleted++;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                if (!dir.equals(folder)) {
                    Files.deleteIfExists(dir);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        for (Path file : last) {
            if (Files.deleteIfExists(file)) {
                deleted++;
            }
        }
        Files.deleteIfExists(folder);
    }
}
