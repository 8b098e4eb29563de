package dev.limpid.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code man}: the manual pages of all commands, made of their help. */
@Command(
        name = "man",
        description = "Print this program's manual page, or write the pages of all commands into a folder.",
        footer = {
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME} | man -l -",
            "  ${COMMAND-FULL-NAME} --to /usr/local/share/man/man1"
        })
final class ManCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    CommandSpec spec;

    @Option(names = "--to", paramLabel = "FOLDER", description = "Write a file for every command.")
    @Nullable
    Path folder;

    @Override
    public Integer call() throws IOException {
        CommandLine root = spec.root().commandLine();
        if (folder == null) {
            spec.commandLine().getOut().print(ManPage.of(root));
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        }
        Files.createDirectories(folder);
        write(folder, root);
        return ExitCode.OK;
    }

    private static void write(Path folder, CommandLine command) throws IOException {
        Files.writeString(folder.resolve(ManPage.name(command) + ".1"), ManPage.of(command), StandardCharsets.UTF_8);
        for (CommandLine below : command.getSubcommands().values()) {
            write(folder, below);
        }
    }
}
