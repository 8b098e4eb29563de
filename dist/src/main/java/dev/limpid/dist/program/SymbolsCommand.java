package dev.limpid.dist.program;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.program.SourceFiles;
import dev.limpid.program.SymbolList;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid program symbols}. */
@Command(
        name = "symbols",
        description = "List the program's methods with their source files and lines, to publish with a release.",
        footer = {
            "",
            "A server accepts a release's stacks only with names from this list, and limpid stacks finds"
                    + " lines with it.",
            "Looks for source files in src/main/java, kotlin, scala and groovy, and in the folders of --sources.",
            "",
            "Examples:",
            "  limpid program symbols classes",
            "  limpid program symbols --repository . --sources generated classes"
        })
final class SymbolsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--repository",
            paramLabel = "FOLDER",
            description = "The root of the repository; paths are relative to it. This folder if not given.")
    private Path repository = Path.of("");

    @Option(
            names = "--sources",
            paramLabel = "FOLDER",
            description = "A folder of source files, arranged by package; may be given several times.")
    private List<Path> sources = new ArrayList<>();

    @Parameters(arity = "1..*", paramLabel = "FOLDER", description = "Folders of class files.")
    private List<Path> classes = List.of();

    @Override
    public Integer call() throws IOException {
        ClassFolders.check(classes);
        PrintWriter out = TerminalSafeWriter.wrap(spec.commandLine().getOut());
        SymbolList.of(classes, SourceFiles.of(repository, Path.of(""), sources))
                .forEach(line -> out.print(line + "\n"));
        out.flush();
        return ExitCode.OK;
    }
}
