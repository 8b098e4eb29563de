package dev.limpid.cli.data;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.limpid.cli.command.FailureMessage;
import dev.limpid.cli.command.LocalizedCommand;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.countfile.CountFileContents;
import dev.limpid.countfile.CountedWeek;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.uploader.home.CountFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dump}: prints the contents of count files, Limpid's own and those of Go programs. */
@Command(
        name = "dump",
        description = "Print the contents of count files and journals.",
        footer = {
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME} ~/.local/state/limpid/telemetry.example.org/local/*.count",
            "  ${COMMAND-FULL-NAME} --json tool@1.2-java17-linux-amd64-2026-11-18.v1.count"
        })
public final class DumpCommand implements Callable<Integer>, LocalizedCommand {

    private final CommandContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    CommandSpec spec;

    @Option(names = "--json", description = "Print a JSON array with one object per file.")
    boolean json;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Count files or journals.")
    List<Path> files = new ArrayList<>();

    public DumpCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public String outputLanguage() {
        return json ? MessageBundle.ENGLISH : context.language();
    }

    @Override
    public Integer call() {
        PrintWriter out = TerminalSafeWriter.wrap(spec.commandLine().getOut());
        int code = ExitCode.OK;
        List<Map.Entry<Path, CountFileContents>> read = new ArrayList<>();
        Set<Path> weeks = new HashSet<>();
        for (Path file : files) {
            // A shell's * names each file of a week. Naming any of them reads all, so each week is read only once.
            Path countFile =
                    CountedWeek.containing(file).map(CountedWeek::countFile).orElse(file);
            if (!Files.isDirectory(file)
                    && !weeks.add(countFile.toAbsolutePath().normalize())) {
                continue;
            }
            try {
                Optional<CountFileContents> contents =
                        Files.isDirectory(file) ? Optional.empty() : CountFiles.read(countFile);
                if (contents.isPresent()) {
                    read.add(Map.entry(file, contents.get()));
                } else {
                    code = reportError(LocalizedCommand.errors(outputLanguage())
                            .format(Files.isDirectory(file) ? "dump.folder" : "dump.nothing", "file", file));
                }
            } catch (IOException | IllegalArgumentException e) {
                code = reportError(FailureMessage.sentence(e, LocalizedCommand.errors(outputLanguage())));
            }
        }
        if (json) {
            JsonOutput.printArray(out, generator -> {
                for (Map.Entry<Path, CountFileContents> entry : read) {
                    write(generator, entry.getKey(), entry.getValue());
                }
            });
        } else {
            read.forEach(entry -> print(out, entry.getKey(), entry.getValue()));
        }
        out.flush();
        return code;
    }

    private int reportError(String sentence) {
        PrintWriter err = TerminalSafeWriter.wrap(spec.commandLine().getErr());
        err.print(sentence + "\n");
        err.flush();
        return ExitCode.FOUND_WRONG;
    }

    private static void print(PrintWriter out, Path file, CountFileContents contents) {
        out.print("-- " + file + "\n");
        contents.metadata().forEach((key, value) -> out.print(key + ": " + value + "\n"));
        out.print("\n");
        contents.counts().forEach((name, count) -> {
            out.print(Long.toUnsignedString(count) + "\t" + name.replace("\n", "\n\t\t") + "\n");
        });
    }

    private static void write(JsonGenerator json, Path file, CountFileContents contents) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", file.toString());
        json.writeObjectFieldStart("metadata");
        for (Map.Entry<String, String> entry : contents.metadata().entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("counts");
        for (Map.Entry<String, Long> entry : contents.counts().entrySet()) {
            json.writeFieldName(entry.getKey());
            json.writeNumber(Long.toUnsignedString(entry.getValue()));
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
