package dev.limpid.cli.context;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.ModeRule;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.HomeClock;
import dev.limpid.protocol.text.Sentences;
import dev.limpid.uploader.consent.ReaderLanguage;
import dev.limpid.uploader.consent.Terminal;
import dev.limpid.uploader.home.CollectionFile;
import dev.limpid.uploader.home.TelemetryHomes;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What the commands see of the world besides their arguments.
 *
 * @param environment environment variables and system properties
 * @param collection the collection, where the commands belong to one program; empty in the {@code limpid} command
 * @param terminal the terminal that a person sits at, if there is one; looked for only when somebody is to be asked
 * @param columns how wide the terminal is that the commands print on; empty where there is none, or nobody knows
 * @param fixedLanguage the language in which the commands speak to everybody, such as {@code en}; empty: to each user in the
 *     one that the user's locale says, or LIMPID_LANG
 */
public record CommandContext(
        Environment environment,
        Optional<CollectionIdentity> collection,
        Supplier<Optional<Terminal>> terminal,
        Supplier<OptionalInt> columns,
        Optional<String> fixedLanguage) {

    /** A context that speaks to each user in the user's language. */
    public CommandContext(
            Environment environment,
            Optional<CollectionIdentity> collection,
            Supplier<Optional<Terminal>> terminal,
            Supplier<OptionalInt> columns) {
        this(environment, collection, terminal, columns, Optional.empty());
    }

    /** The collection in which {@code limpid} counts its own commands. Who names none does not mean it, where there is another. */
    public static final String OWN = "telemetry.limpid.dev";

    /** A context without a terminal. */
    public CommandContext(Environment environment, Optional<CollectionIdentity> collection) {
        this(environment, collection, Optional::empty, OptionalInt::empty);
    }

    /** A context with a terminal of unknown width. */
    public CommandContext(
            Environment environment, Optional<CollectionIdentity> collection, Supplier<Optional<Terminal>> terminal) {
        this(environment, collection, terminal, OptionalInt::empty);
    }

    /** This process's context, for the {@code limpid} command: any collection on this machine. */
    public static CommandContext ofProcess() {
        return new CommandContext(
                Environment.ofProcess(), Optional.empty(), Terminal::ofProcess, new TerminalColumns());
    }

    /** This process's context, for a program that belongs to one collection. */
    public static CommandContext ofProgram(CollectionIdentity collection) {
        return new CommandContext(
                Environment.ofProcess(), Optional.of(collection), Terminal::ofProcess, new TerminalColumns());
    }

    /** The same context, in which the commands speak English to everybody. */
    public CommandContext inEnglish() {
        return new CommandContext(environment, collection, terminal, columns, Optional.of(Sentences.ENGLISH));
    }

    /** The language in which the commands speak, where no program reads what they say. */
    public String language() {
        return fixedLanguage.orElseGet(() -> ReaderLanguage.of(environment));
    }

    /**
     * The home by whose choice a home's programs go: its own, but for {@link #OWN} as long as its user chose nothing for it and
     * turned off another. Then it is the other one's, so that off is off there, too.
     */
    public static TelemetryHome deciding(TelemetryHome home, Environment environment) {
        if (home.collection().equals(OWN) && ModeRule.textOf(home) == null) {
            for (TelemetryHome other : new TelemetryHomes(environment).all()) {
                String choice = ModeRule.textOf(other);
                if (choice != null && ModeRule.levelOf(choice) == ModeRule.OFF) {
                    return other;
                }
            }
        }
        return home;
    }

    /** The clock by which a home goes. */
    public Clock clock(TelemetryHome home) {
        return HomeClock.of(home, environment);
    }

    /** Where the home's collection has its server and which keys its log has, as far as this machine knows. */
    public Optional<CollectionIdentity> identity(TelemetryHome home) throws IOException {
        return collection.isPresent() ? collection : CollectionFile.read(home);
    }

    /** Whether nothing is counted until the user chooses; a damaged file of the collection says nothing of it. */
    public boolean offByDefault(TelemetryHome home) {
        try {
            return identity(home).map(CollectionIdentity::offByDefault).orElse(false);
        } catch (IOException e) {
            return false;
        }
    }
}
