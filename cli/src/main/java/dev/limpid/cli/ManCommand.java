package dev.limpid.cli;

import dev.limpid.cli.command.LocalizedCommand;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.protocol.text.MessageBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code man}: the manual pages of all commands, made from their help. */
@Command(
        name = "man",
        description = "Print this program's manual page, or write the pages of all commands into a folder.",
        footer = {
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME} | man -l -",
            "  ${COMMAND-FULL-NAME} --to /usr/local/share/man/man1",
            "  ${COMMAND-FULL-NAME} --to man1 --json"
        })
final class ManCommand implements Callable<Integer>, LocalizedCommand {

    private final CommandContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    CommandSpec spec;

    @Option(names = "--to", paramLabel = "FOLDER", description = "Write a file for every command.")
    @Nullable
    Path folder;

    @Option(names = "--json", description = "Print the page, or the files written, as one JSON object.")
    boolean json;

    ManCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public String outputLanguage() {
        return json ? MessageBundle.ENGLISH : context.language();
    }

    @Override
    public Integer call() throws IOException {
        CommandLine root = spec.root().commandLine();
        PrintWriter out = spec.commandLine().getOut();
        if (folder == null) {
            String page = ManPage.of(root);
            if (json) {
                JsonOutput.printObject(out, object -> object.writeStringField("page", page));
            } else {
                out.print(page);
                out.flush();
            }
            return ExitCode.OK;
        }
        List<Path> written = new ArrayList<>();
        boolean made = !Files.exists(folder);
        try {
            Files.createDirectories(folder);
            write(folder, root, written);
        } catch (IOException e) {
            if (made) {
                clear(folder, written);
            }
            throw e;
        }
        if (json) {
            JsonOutput.printObject(out, object -> {
                object.writeArrayFieldStart("files");
                for (Path file : written) {
                    object.writeString(file.toString());
                }
                object.writeEndArray();
            });
        }
        return ExitCode.OK;
    }

    /** Deletes the pages that were written before one failed. */
    private static void clear(Path folder, List<Path> written) throws IOException {
        for (Path file : written) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }

    private static void write(Path folder, CommandLine command, List<Path> written) throws IOException {
        Path file = folder.resolve(ManPage.name(command) + ".1");
        written.add(file);
        Files.writeString(file, ManPage.of(command), StandardCharsets.UTF_8);
        for (CommandLine below : command.getSubcommands().values()) {
            write(folder, below, written);
        }
    }
}
