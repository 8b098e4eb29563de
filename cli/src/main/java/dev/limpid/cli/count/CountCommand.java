package dev.limpid.cli.count;

import dev.limpid.cli.command.HomeCommand;
import dev.limpid.cli.command.InvalidInputException;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.uploader.embed.ProgramReporting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code count}: counts events of a script, or of another program that cannot count itself. For the command's thread only.
 */
@Command(
        name = "count",
        description = {
            "Count events of a script, or of a program that cannot count itself.",
            "In mode off it counts nothing, writes nothing and succeeds, even if a name or number is wrong, so that a script"
                    + " need not check the mode. Otherwise it exits with 2 if one of them is wrong, and counts nothing."
        },
        footer = {
            "",
            "A name is visible ASCII without white space, at most 4096 characters, with at most one colon and something on"
                    + " both sides of it; in mode off, -v names a wrong one.",
            "What follows the last = is the number. To count a name that contains =, add =1.",
            "A file of properties is the one that programs carry: META-INF/limpid/program.properties. With one that"
                    + " names a server, the command also sends what is due, as programs do, at most once a day.",
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME} --properties program.properties tool/run tool/files=12",
            "  ${COMMAND-FULL-NAME} --program example.org/tool.sh tool/language:en"
        })
public final class CountCommand extends HomeCommand {

    @Option(
            names = "--program",
            paramLabel = "NAME",
            description = "The program that the events belong to, such as org.example/tool.sh.")
    @Nullable
    String program;

    @Option(
            names = "--program-version",
            paramLabel = "VERSION",
            description =
                    "Its version. Without it, and between releases (1.4-SNAPSHOT, 1.4-3-gabc1234): devel, which is never sent.")
    String version = "";

    @Option(
            names = "--runtime",
            paramLabel = "WORD",
            description = "What runs the program, such as python3.11 or node20. Default: ${DEFAULT-VALUE}.")
    String runtime = "sh";

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Take program, version and collection from this file.")
    @Nullable
    Path properties;

    @Option(
            names = {"-v", "--verbose"},
            description = "Say what was counted, or why nothing was.")
    boolean verbose;

    @Option(names = "--json", description = "Print one JSON object: whether it was counted, and why not.")
    boolean json;

    @Parameters(arity = "1..*", paramLabel = "NAME[=N]", description = "A counter, and how many events; 1 without it.")
    List<String> events = new ArrayList<>();

    private List<CountedEvent> parsed = List.of();
    private @Nullable CountedProgram counted;

    /** What is wrong with the names and numbers; null if nothing is. In mode off it is not an error. */
    private @Nullable IllegalArgumentException wrong;

    public CountCommand(CommandContext context) {
        super(context);
    }

    /** The first program of a collection that counts may be a script. */
    @Override
    protected boolean acceptsUnknownCollection() {
        return true;
    }

    /** The events belong to another program, so {@code limpid}'s own collection is never meant. */
    @Override
    protected boolean defaultsToLimpidItself(List<TelemetryHome> known) {
        return false;
    }

    /** Checks the command line before any home is opened. */
    @Override
    public List<TelemetryHome> homes() throws IOException {
        Optional<CollectionIdentity> named = Optional.empty();
        try {
            parse();
            if (properties != null) {
                ProgramFile file = ProgramFile.read(properties);
                named = Optional.of(file.collection());
                nameCollection(file.collection().name());
                program = program == null ? file.program() : program;
                version = version.isEmpty() ? file.version() : version;
            }
            if (program == null) {
                throw new InvalidInputException("count.whose");
            }
            counted = new CountedProgram(program, CountedProgram.releaseOrDevel(version), runtime, named);
        } catch (IllegalArgumentException e) {
            throw usageError(InvalidInputException.sentence(e, words()));
        }
        return super.homes();
    }

    private void parse() {
        try {
            parsed = CountedEvent.all(events);
        } catch (IllegalArgumentException e) {
            wrong = e;
        }
    }

    private void nameCollection(String name) {
        String given =
                context.collection().map(CollectionIdentity::name).orElse(collection == null ? name : collection);
        if (!given.equals(name)) {
            throw new InvalidInputException(
                    "count.other", "file", String.valueOf(properties), "name", name, "given", given);
        }
        collection = name;
    }

    @Override
    protected int run(TelemetryHome home, PrintWriter out) throws IOException {
        CountedProgram counting = Objects.requireNonNull(counted);
        boolean startsOff =
                counting.collection().map(CollectionIdentity::offByDefault).orElseGet(() -> context.offByDefault(home));
        EffectiveMode mode = EffectiveMode.of(home, context.environment(), startsOff);
        if (!mode.mode().counts()) {
            String why = modeReason(home, mode);
            String sentence = wrong == null
                    ? words().format("count.off", "why", why)
                    : words().format(
                                    "count.off.wrong",
                                    "why",
                                    why,
                                    "wrong",
                                    InvalidInputException.sentence(wrong, words()));
            say(out, home, sentence, false);
            return ExitCode.OK;
        }
        if (wrong != null) {
            throw usageError(InvalidInputException.sentence(wrong, words()));
        }
        counting.append(home, context.environment(), clock(home), parsed);
        say(
                out,
                home,
                words().format("count.done", "collection", home.collection(), "events", String.join(", ", events)),
                true);
        counting.collection().ifPresent(this::report);
        return ExitCode.OK;
    }

    private void say(PrintWriter out, TelemetryHome home, String sentence, boolean wasCounted) {
        if (json) {
            JsonOutput.printObject(out, generator -> {
                generator.writeStringField("collection", home.collection());
                generator.writeBooleanField("counted", wasCounted);
                generator.writeStringField("said", sentence);
            });
        } else if (verbose) {
            out.print(sentence + "\n");
        }
    }

    /** Reports ended weeks, as a program does at its start; only in this process's own environment, which reporting uses. */
    private void report(CollectionIdentity identity) {
        if (context.environment() == Environment.ofProcess()) {
            ProgramReporting.forCommand(identity);
        }
    }
}
