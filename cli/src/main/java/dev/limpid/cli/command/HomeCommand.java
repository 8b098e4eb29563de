package dev.limpid.cli.command;

import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.uploader.home.TelemetryHomes;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that works on a telemetry home, or on several. For one thread. */
public abstract class HomeCommand implements Callable<Integer>, LocalizedCommand {

    protected final CommandContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    protected CommandSpec spec;

    @Option(
            names = {"-C", "--collection"},
            paramLabel = "NAME",
            description = "The collection, such as telemetry.example.org. Needed only if this machine has several.")
    @Nullable
    protected String collection;

    /** Messages about what could not be read and was skipped. */
    private final Set<String> reportedUnreadable = ConcurrentHashMap.newKeySet();

    protected HomeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public final Integer call() throws IOException {
        PrintWriter out = printsData() ? out() : LineWrapper.wrap(out(), context.columns());
        try {
            int code = ExitCode.OK;
            List<TelemetryHome> all = homes();
            for (TelemetryHome home : all) {
                code = Math.max(code, all.size() == 1 ? run(home, out) : runOneOfSeveral(home, out));
            }
            finish(out);
            return reportedUnreadable.isEmpty() ? code : Math.max(code, partialFailureCode());
        } finally {
            out.flush();
        }
    }

    /** Reports the failure of one collection, so that the others still have their turn. */
    private int runOneOfSeveral(TelemetryHome home, PrintWriter out) {
        try {
            return run(home, out);
        } catch (IOException e) {
            reportError(home.collection() + ": " + sentence(e));
            return ExitCode.FAILED;
        }
    }

    /** Whether the output is for programs to read. Sentences for people are wrapped to the terminal's width. */
    protected boolean printsData() {
        OptionSpec json = spec.findOption("--json");
        return json != null && Boolean.TRUE.equals(json.getValue());
    }

    /** Does the command's work for a home and returns the exit code. */
    protected abstract int run(TelemetryHome home, PrintWriter out) throws IOException;

    /** The texts of the output, in the user's language, or in English if programs read it. */
    protected final MessageBundle words() {
        return MessageBundle.of(HomeCommand.class, "commands", outputLanguage());
    }

    /** The texts of error messages, in the same language. */
    protected final MessageBundle errors() {
        return LocalizedCommand.errors(outputLanguage());
    }

    @Override
    public String outputLanguage() {
        return printsData() ? MessageBundle.ENGLISH : language();
    }

    /** The user's language. */
    protected final String language() {
        return context.language();
    }

    /** Describes a failure of a file or the network. */
    protected final String sentence(Exception e) {
        return FailureMessage.sentence(e, errors());
    }

    /** An error in what the user typed. */
    protected final ParameterException usageError(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /** Why a mode is in force, in the language of {@link #words()}. */
    protected final String modeReason(TelemetryHome home, EffectiveMode effective) {
        return ModeInWords.why(words(), effective, homeThatDecides(home), context.environment());
    }

    /** The output for data, which is not wrapped. */
    protected final PrintWriter out() {
        return TerminalSafeWriter.wrap(spec.commandLine().getOut());
    }

    protected final PrintWriter err() {
        return LineWrapper.wrap(TerminalSafeWriter.wrap(spec.commandLine().getErr()), context.columns());
    }

    /** Prints an error message to standard error. */
    protected final void reportError(String sentence) {
        PrintWriter err = err();
        err.print(spec.qualifiedName() + ": " + sentence + "\n");
        err.flush();
    }

    /**
     * The addresses of the collection's server and log. If the file cannot be read, reports it and continues as if this machine did not
     * know them.
     */
    protected final Optional<CollectionIdentity> identity(TelemetryHome home) {
        try {
            return context.identity(home);
        } catch (IOException e) {
            reportUnreadable(errors().format("home.identity", "why", sentence(e)));
            return Optional.empty();
        }
    }

    /** The exit code if something could not be read and everything else was done. */
    protected int partialFailureCode() {
        return ExitCode.FOUND_WRONG;
    }

    /** Reports once that something cannot be read; the command continues. */
    protected final void reportUnreadable(String sentence) {
        if (reportedUnreadable.add(sentence)) {
            reportError(sentence);
        }
    }

    protected final EffectiveMode effective(TelemetryHome home) {
        return EffectiveMode.of(homeThatDecides(home), context.environment(), context.offByDefault(home));
    }

    /** The home whose mode applies to this one. */
    protected final TelemetryHome homeThatDecides(TelemetryHome home) {
        return CommandContext.homeThatDecides(home, context.environment());
    }

    protected final Clock clock(TelemetryHome home) {
        return context.clock(home);
    }

    protected final LocalDate today(TelemetryHome home) {
        return LocalDate.ofInstant(clock(home).instant(), ZoneOffset.UTC);
    }

    /** The command line before this command's name, for examples in the output. */
    protected final String program() {
        String name = spec.qualifiedName();
        int space = name.lastIndexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    /** Prints what follows all homes. */
    protected void finish(PrintWriter out) {}

    /** The homes to work on, usually one. */
    protected List<TelemetryHome> homes() throws IOException {
        return List.of(home());
    }

    /** Whether the command makes sense for a collection that this machine does not know yet. */
    protected boolean acceptsUnknownCollection() {
        return false;
    }

    /** Whether a user who names no collection may mean that of {@code limpid} itself, given the homes that are known. */
    protected boolean defaultsToLimpidItself(List<TelemetryHome> known) {
        return known.size() == 1;
    }

    private TelemetryHome home() throws IOException {
        if (context.collection().isPresent()) {
            return TelemetryHome.of(context.collection().get().name(), context.environment());
        }
        List<TelemetryHome> known = new TelemetryHomes(context.environment()).all();
        if (collection != null) {
            TelemetryHome named = TelemetryHome.of(collection, context.environment());
            if (acceptsUnknownCollection()
                    || known.stream().anyMatch(home -> home.collection().equals(named.collection()))) {
                return named;
            }
            throw usageError(
                    known.isEmpty()
                            ? errors().format("home.none", "collection", collection)
                            : errors().format("home.other", "collection", collection, "known", names(known)));
        }
        List<TelemetryHome> others = known.stream()
                .filter(home -> !home.collection().equals(CommandContext.OWN))
                .toList();
        if (others.size() == 1) {
            return others.get(0);
        }
        List<String> hidden = new TelemetryHomes(context.environment()).hidden();
        if (!others.isEmpty()) {
            throw usageError(errors().format("home.several", "known", names(known)));
        }
        if (hidden.isEmpty() && defaultsToLimpidItself(known)) {
            return TelemetryHome.of(CommandContext.OWN, context.environment());
        }
        throw usageError(
                hidden.isEmpty()
                        ? errors().format("home.unknown")
                        : errors().format("home.hidden", "hidden", String.join("; ", hidden)));
    }

    private static String names(List<TelemetryHome> homes) {
        return homes.stream().map(TelemetryHome::collection).collect(Collectors.joining(", "));
    }
}
