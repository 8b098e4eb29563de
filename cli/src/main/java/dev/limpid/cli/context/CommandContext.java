package dev.limpid.cli.context;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.ModeRule;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.HomeClock;
import dev.limpid.protocol.text.MessageBundle;
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
 * The inputs of commands besides their arguments.
 *
 * @param environment environment variables and system properties
 * @param collection the collection if the commands belong to one program; empty in the {@code limpid} command
 * @param terminal the user's terminal, if there is one; looked up only when the user has to be asked
 * @param columns the width of the terminal that the commands print to; empty if there is no terminal or its width is unknown
 * @param fixedLanguage the language of the output for all users, such as {@code en}; if empty, the language of the user's locale or of
 *     LIMPID_LANG
 */
public record CommandContext(
        Environment environment,
        Optional<CollectionIdentity> collection,
        Supplier<Optional<Terminal>> terminal,
        Supplier<OptionalInt> columns,
        Optional<String> fixedLanguage) {

    /** A context whose output is in each user's language. */
    public CommandContext(
            Environment environment,
            Optional<CollectionIdentity> collection,
            Supplier<Optional<Terminal>> terminal,
            Supplier<OptionalInt> columns) {
        this(environment, collection, terminal, columns, Optional.empty());
    }

    /** The collection in which {@code limpid} counts its own commands. It is not the default if there is another. */
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

    /** The same context with English output for everybody. */
    public CommandContext inEnglish() {
        return new CommandContext(environment, collection, terminal, columns, Optional.of(MessageBundle.ENGLISH));
    }

    /** The language of output that people read. */
    public String language() {
        return fixedLanguage.orElseGet(() -> ReaderLanguage.of(environment));
    }

    /**
     * The home whose choice of mode applies to a home's programs: usually the home itself. For {@link #OWN}, if the user made no choice
     * for it but turned another collection off, it is that other home, so that {@code limpid} is off, too.
     */
    public static TelemetryHome homeThatDecides(TelemetryHome home, Environment environment) {
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

    /** The clock of a home. */
    public Clock clock(TelemetryHome home) {
        return HomeClock.of(home, environment);
    }

    /** The addresses and keys of the home's collection, if this machine knows them. */
    public Optional<CollectionIdentity> identity(TelemetryHome home) throws IOException {
        return collection.isPresent() ? collection : CollectionFile.read(home);
    }

    /** Whether nothing is counted until the user chooses; false if the collection's file is damaged. */
    public boolean offByDefault(TelemetryHome home) {
        try {
            return identity(home).map(CollectionIdentity::offByDefault).orElse(false);
        } catch (IOException e) {
            return false;
        }
    }
}
