package dev.limpid.dist.program;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.program.CounterReview;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid program counters}. */
@Command(
        name = "counters",
        description = "List the counters that a program's classes make, and those that charts ask for"
                + " but the classes do not make.",
        footer = {
            "",
            "Prints a line for each counter, with the code that makes it. Ends with 1 if a chart asks for any other.",
            "",
            "Examples:",
            "  limpid program counters --program example.org/tool classes",
            "  limpid program counters --program org.example/tool --charts charts.txt classes"
        })
final class CountersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--program", required = true, paramLabel = "NAME", description = "The name that charts use.")
    private String program = "";

    @Option(names = "--charts", paramLabel = "FILE", description = "The charts; omit if there are none yet.")
    private Optional<Path> charts = Optional.empty();

    @Option(
            names = "--declared",
            paramLabel = "NAME",
            description = "A counter whose name the program creates as it runs, such as"
                    + " tool/plugin:{csv,json}; may be given"
                    + " several times.")
    private List<String> declared = new ArrayList<>();

    @Parameters(arity = "1..*", paramLabel = "FOLDER", description = "Folders of class files.")
    private List<Path> classes = List.of();

    @Override
    public Integer call() throws IOException {
        ClassFolders.check(classes);
        CounterReview review = CounterReview.of(program, classes, charts, declared);
        PrintWriter out = TerminalSafeWriter.wrap(spec.commandLine().getOut());
        review.inventory().forEach(line -> out.print(line + "\n"));
        out.flush();
        PrintWriter err = TerminalSafeWriter.wrap(spec.commandLine().getErr());
        review.warnings().forEach(line -> err.print("warning: " + line + "\n"));
        review.notes().forEach(line -> err.print("note: " + line + "\n"));
        review.errors().forEach(line -> err.print("error: " + line + "\n"));
        err.flush();
        return review.errors().isEmpty() ? ExitCode.OK : ExitCode.FOUND_WRONG;
    }
}
