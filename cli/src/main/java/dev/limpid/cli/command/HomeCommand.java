package dev.limpid.cli.command;

import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.PlainText;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.protocol.text.Sentences;
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

/** A command on one telemetry home. */
public abstract class HomeCommand implements Callable<Integer>, Speaking {

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

    /** What could not be read, though the command goes on without it. */
    private final Set<String> unread = ConcurrentHashMap.newKeySet();

    protected HomeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public final Integer call() throws IOException {
        PrintWriter out = printsData() ? out() : Prose.on(out(), context.columns());
        try {
            int code = ExitCode.OK;
            List<TelemetryHome> all = homes();
            for (TelemetryHome home : all) {
                code = Math.max(code, all.size() == 1 ? run(home, out) : runOneOfSeveral(home, out));
            }
            finish(out);
            return unread.isEmpty() ? code : Math.max(code, whereSomethingIsUnread());
        } finally {
            out.flush();
        }
    }

    /** What fails of one collection keeps no other from being served. */
    private int runOneOfSeveral(TelemetryHome home, PrintWriter out) {
        try {
            return run(home, out);
        } catch (IOException e) {
            complain(home.collection() + ": " + sentence(e));
            return ExitCode.FAILED;
        }
    }

    /** Whether what is printed is for programs to read. People's sentences are fitted to the terminal. */
    protected boolean printsData() {
        OptionSpec json = spec.findOption("--json");
        return json != null && Boolean.TRUE.equals(json.getValue());
    }

    /** Does the command's work and gives its exit code. */
    protected abstract int run(TelemetryHome home, PrintWriter out) throws IOException;

    /** What is printed, in the user's language; in English where programs read it. */
    protected final Sentences words() {
        return Sentences.of(HomeCommand.class, "commands", spoken());
    }

    /** What is wrong, in the same language. */
    protected final Sentences errors() {
        return Speaking.errors(spoken());
    }

    @Override
    public String spoken() {
        return printsData() ? Sentences.ENGLISH : language();
    }

    /** The user's language. */
    protected final String language() {
        return context.language();
    }

    /** What went wrong with a file or the network, in words. */
    protected final String sentence(Exception e) {
        return Failure.sentence(e, errors());
    }

    /** What keeps the command from being carried out as it was typed. */
    protected final ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /** Why a mode is in force, in the language of {@link #words()}. */
    protected final String why(TelemetryHome home, EffectiveMode effective) {
        return ModeInWords.why(words(), effective, deciding(home), context.environment());
    }

    /** Where data is printed, each line as it is. */
    protected final PrintWriter out() {
        return PlainText.on(spec.commandLine().getOut());
    }

    protected final PrintWriter err() {
        return Prose.on(PlainText.on(spec.commandLine().getErr()), context.columns());
    }

    /** Says on standard error what is wrong. */
    protected final void complain(String sentence) {
        PrintWriter err = err();
        err.print(spec.qualifiedName() + ": " + sentence + "\n");
        err.flush();
    }

    /**
     * Where the collection has its server and its log. A file that cannot be read is named; what does not need it goes on as
     * where nobody told this machine.
     */
    protected final Optional<CollectionIdentity> identity(TelemetryHome home) {
        try {
            return context.identity(home);
        } catch (IOException e) {
            unread(errors().say("home.identity", "why", sentence(e)));
            return Optional.empty();
        }
    }

    /** What the command ends with where something could not be read and all else was done. */
    protected int whereSomethingIsUnread() {
        return ExitCode.FOUND_WRONG;
    }

    /** Says once what cannot be read; the command goes on. */
    protected final void unread(String sentence) {
        if (unread.add(sentence)) {
            complain(sentence);
        }
    }

    protected final EffectiveMode effective(TelemetryHome home) {
        return EffectiveMode.of(deciding(home), context.environment(), context.offByDefault(home));
    }

    /** The home whose choice holds for this one. */
    protected final TelemetryHome deciding(TelemetryHome home) {
        return CommandContext.deciding(home, context.environment());
    }

    protected final Clock clock(TelemetryHome home) {
        return context.clock(home);
    }

    protected final LocalDate today(TelemetryHome home) {
        return LocalDate.ofInstant(clock(home).instant(), ZoneOffset.UTC);
    }

    /** How this command line is called up to the command, for examples in what is printed. */
    protected final String program() {
        String name = spec.qualifiedName();
        int space = name.lastIndexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    /** Prints what belongs after all homes. */
    protected void finish(PrintWriter out) {}

    /** The homes to work on: commonly one. */
    protected List<TelemetryHome> homes() throws IOException {
        return List.of(home());
    }

    /** Whether the command makes sense for a collection of which there is nothing on this machine yet. */
    protected boolean takesAnyCollection() {
        return false;
    }

    /** Whether a user who names no collection may mean the one of {@code limpid} itself, with {@code known} on this machine. */
    protected boolean mayMeanOwn(List<TelemetryHome> known) {
        return known.size() == 1;
    }

    private TelemetryHome home() throws IOException {
        if (context.collection().isPresent()) {
            return TelemetryHome.of(context.collection().get().name(), context.environment());
        }
        List<TelemetryHome> known = new TelemetryHomes(context.environment()).all();
        if (collection != null) {
            TelemetryHome named = TelemetryHome.of(collection, context.environment());
            if (takesAnyCollection()
                    || known.stream().anyMatch(home -> home.collection().equals(named.collection()))) {
                return named;
            }
            throw wrong(
                    known.isEmpty()
                            ? errors().say("home.none", "collection", collection)
                            : errors().say("home.other", "collection", collection, "known", names(known)));
        }
        List<TelemetryHome> others = known.stream()
                .filter(home -> !home.collection().equals(CommandContext.OWN))
                .toList();
        if (others.size() == 1) {
            return others.get(0);
        }
        List<String> hidden = new TelemetryHomes(context.environment()).hidden();
        if (!others.isEmpty()) {
            throw wrong(errors().say("home.several", "known", names(known)));
        }
        if (hidden.isEmpty() && mayMeanOwn(known)) {
            return TelemetryHome.of(CommandContext.OWN, context.environment());
        }
        throw wrong(
                hidden.isEmpty()
                        ? errors().say("home.unknown")
                        : errors().say("home.hidden", "hidden", String.join("; ", hidden)));
    }

    private static String names(List<TelemetryHome> homes) {
        return homes.stream().map(TelemetryHome::collection).collect(Collectors.joining(", "));
    }
}
