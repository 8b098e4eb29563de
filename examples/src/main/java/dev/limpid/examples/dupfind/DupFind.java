package dev.limpid.examples.dupfind;

import dev.limpid.cli.UserCommands;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.Telemetry;
import dev.limpid.uploader.embed.ProgramReporting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code dupfind}. Three lines of it are about telemetry: start, report, and the subcommand. */
@Command(
        name = "dupfind",
        description = "Find files with the same content.",
        mixinStandardHelpOptions = true,
        version = "dupfind 1.0.0",
        footer = {
            "",
            "Examples:",
            "  dupfind ~/pictures",
            "  dupfind --min-size 1000000 --summary .",
            "  dupfind telemetry env"
        })
public final class DupFind implements Callable<Integer> {

    private static final int SOME_FOUND = 0;
    private static final int NONE_FOUND = 1;
    private static final int FAILED = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Option(names = "--min-size", paramLabel = "BYTES", description = "Ignore smaller files; 1 if not given.")
    private @Nullable Long smallest;

    @Option(
            names = {"-0", "--null"},
            description = "End each path with a NUL instead of a newline, for xargs -0.")
    private boolean nul;

    @Option(names = "--summary", description = "Print the totals only.")
    private boolean summary;

    @Parameters(
            arity = "0..*",
            paramLabel = "FOLDER",
            description = "Where to search; the current folder if not given.")
    private List<Path> roots = new ArrayList<>();

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        CollectionIdentity collection = CollectionIdentity.ofProgram();
        Telemetry.start();
        ProgramReporting.forCommand(collection);
        CommandLine dupfind = new CommandLine(new DupFind());
        dupfind.addSubcommand(UserCommands.telemetry(collection));
        System.exit(dupfind.execute(args));
    }

    @Override
    public Integer call() {
        long began = System.nanoTime();
        Metrics.RUN.increment();
        countFlags();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        DuplicateFinder.Result result;
        try {
            result = new DuplicateFinder(smallest == null ? 1 : smallest)
                    .find(roots.isEmpty() ? List.of(Path.of(".")) : roots);
        } catch (IOException e) {
            Metrics.FAILED.add(e);
            err.println("dupfind: " + e.getMessage());
            return FAILED;
        }
        result.unreadable().forEach(file -> err.println("dupfind: cannot read " + file));
        print(out, result);
        out.flush();
        Metrics.UNREADABLE.add(result.unreadable().size());
        Metrics.FILES.record(result.filesSeen());
        Metrics.TIME.record(Duration.ofNanos(System.nanoTime() - began));
        (result.groups().isEmpty() ? Metrics.FOUND_NONE : Metrics.FOUND_SOME).increment();
        return result.groups().isEmpty() ? NONE_FOUND : SOME_FOUND;
    }

    private void countFlags() {
        if (smallest != null) {
            Metrics.FLAG_MIN_SIZE.increment();
        }
        if (nul) {
            Metrics.FLAG_NULL.increment();
        }
        if (summary) {
            Metrics.FLAG_SUMMARY.increment();
        }
    }

    private void print(PrintWriter out, DuplicateFinder.Result result) {
        long wasted = 0;
        for (DuplicateFinder.Group group : result.groups()) {
            wasted += group.wasted();
            if (!summary) {
                for (Path file : group.files()) {
                    out.print(file);
                    out.print(nul ? '\0' : '\n');
                }
                out.print(nul ? '\0' : '\n');
            }
        }
        if (summary) {
            out.print("files seen: " + result.filesSeen() + ", groups of duplicates: "
                    + result.groups().size() + ", bytes that could be freed: " + wasted + "\n");
        }
    }
}
