package dev.limpid.uploader.consent;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.HomeCheck;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.HomeClock;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.countfile.mode.ModeFile;
import dev.limpid.countfile.mode.ModeSource;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.proof.VerifiedConfig;
import dev.limpid.uploader.home.CollectionFile;
import dev.limpid.uploader.route.LogConfigSource;
import dev.limpid.uploader.run.Consent;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The user's choice for one collection, for programs that have their own way of showing it: a preferences page, a
 * command line without picocli. Writes only when a choice is made.
 */
public final class UserChoice {

    private static final int NOT_NOW_DAYS = 90;

    private final TelemetryHome home;
    private final Optional<CollectionIdentity> collection;
    private final Environment environment;

    /** The choice of this process's user. */
    public static UserChoice of(CollectionIdentity collection) {
        Environment environment = Environment.ofProcess();
        return new UserChoice(TelemetryHome.of(collection.name(), environment), Optional.of(collection), environment);
    }

    /** The choice in a given home and environment. */
    public UserChoice(TelemetryHome home, Optional<CollectionIdentity> collection, Environment environment) {
        this.home = home;
        this.collection = collection;
        this.environment = environment;
    }

    /** What may happen now, and why. */
    public EffectiveMode effective() {
        boolean offByDefault = collection.map(CollectionIdentity::offByDefault).orElse(false);
        return EffectiveMode.of(home, environment, offByDefault);
    }

    /**
     * Agrees to answers from the first week that begins after today; agreeing again keeps the earlier day. Show the
     * user {@link #inWords} first: the configuration that it shows is in force from now on.
     *
     * @return the day of consent
     */
    public LocalDate on() throws IOException {
        boolean before = isOn();
        Mode.On on = agreed().orElse(new Mode.On(today()));
        Consent.seal(home, clock().instant());
        ModeFile.write(home, on);
        if (collection.isPresent()) {
            HomeCheck.make(home.folder().toFile());
            CollectionFile.write(home, collection.get());
        }
        if (!before) {
            markSeen();
        }
        return on.since();
    }

    /** The day of consent that {@link #on()} gives now: an earlier one, if the user agreed then, or today. */
    public LocalDate dayOfConsent() {
        return agreed().map(Mode.On::since).orElseGet(this::today);
    }

    /** Whether the user agreed before, and chose nothing else since. */
    public boolean isOn() {
        return agreed().isPresent();
    }

    /** A day after today was stored by a clock that was ahead, and does not count as consent. */
    private Optional<Mode.On> agreed() {
        return ModeFile.read(home)
                .filter(Mode.On.class::isInstance)
                .map(Mode.On.class::cast)
                .filter(earlier -> !earlier.since().isAfter(today()));
    }

    /** Counts on this machine only. */
    public void local() throws IOException {
        ModeFile.write(home, new Mode.Local());
    }

    /** Counts nothing. */
    public void off() throws IOException {
        ModeFile.write(home, new Mode.Off());
    }

    /**
     * Whether a program may ask: nobody has chosen, nothing in the environment forbids it, and in the last 90 days the
     * user replied "not now" to no program of this collection. If that cannot be read, no program may ask.
     */
    public boolean mayAsk() {
        ModeSource source = effective().source();
        boolean open = source == ModeSource.DEFAULT
                || (source == ModeSource.SYSTEM && effective().mode().counts());
        try {
            return open
                    && notNowSince()
                            .map(day -> day.plusDays(NOT_NOW_DAYS).isBefore(today()))
                            .orElse(true);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether the question may be shown now. If so, stores "not now" first: otherwise the question would appear at
     * every run.
     */
    boolean beginAsking() {
        try {
            if (!mayAsk()) {
                return false;
            }
            postpone();
            return true;
        } catch (IOException | RuntimeException e) {
            return false; // a home that cannot be written, or a clock setting that is not a time
        }
    }

    /** Does what the user answered, and returns a sentence about what follows. */
    String apply(ConsentPrompt.Reply reply) throws IOException {
        return switch (reply) {
            case YES -> words().format("kept.yes", "day", on());
            case NO -> {
                off();
                yield words().format("kept.no");
            }
            case NOT_NOW, NOT_KEPT -> words().format("kept.later", "n", NOT_NOW_DAYS);
        };
    }

    /** Remembers that the user does not want to be asked now. */
    public void postpone() throws IOException {
        HomeCheck.make(home.folder().toFile());
        AtomicFile.write(notNowFile(), today() + "\n");
    }

    /**
     * What may be sent, in words: from the configuration that was proven last, else from the charts that the program
     * was released with. A configuration that cannot be read counts as none: nothing is sent under it either.
     */
    public DisclosureText inWords(List<Chart> bundled) {
        return inWords(bundled, words());
    }

    /** The same in this language, or in English if there is no translation. */
    public DisclosureText inWords(List<Chart> bundled, String language) {
        return inWords(bundled, MessageBundle.of(ReaderLanguage.class, "consent", language));
    }

    private DisclosureText inWords(List<Chart> bundled, MessageBundle words) {
        String url = collection.map(CollectionIdentity::uploadUrl).orElse("");
        Optional<VerifiedConfig> verified = verified();
        if (verified.isPresent()) {
            return DisclosureText.of(url, words, verified.get());
        }
        return DisclosureText.ofBundled(url, words, bundled, places());
    }

    private List<String> places() {
        try {
            return LogConfigSource.firstPlaces(home, collection, environment);
        } catch (IOException e) {
            return List.of(); // a choice that cannot be understood: then no place is asked
        }
    }

    /** The sentences for the user, in the user's language. */
    MessageBundle words() {
        return ReaderLanguage.sentences(environment);
    }

    /**
     * Notes that the user was shown the configuration that was proven last and agreed to it; it need not be on show any
     * longer.
     */
    public void markSeen() throws IOException {
        Optional<ConfigStore> store = LogConfigSource.store(home, collection, clock());
        if (store.isPresent()) {
            store.get().markSeen();
        }
    }

    private Optional<VerifiedConfig> verified() {
        try {
            Optional<ConfigStore> store = LogConfigSource.store(home, collection, clock());
            return store.isPresent() ? store.get().verified() : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A day after today was stored by a clock that was ahead, and counts as today. */
    private Optional<LocalDate> notNowSince() throws IOException {
        try {
            LocalDate day = LocalDate.parse(AtomicFile.readText(notNowFile()).strip());
            return Optional.of(day.isAfter(today()) ? today() : day);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (DateTimeException | CharacterCodingException | NotRegularFileException e) {
            return Optional.of(today()); // damaged: somebody replied "not now" on some day
        }
    }

    private Path notNowFile() {
        return home.folder().resolve("not-now");
    }

    private Clock clock() {
        return HomeClock.of(home, environment);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock().instant(), ZoneOffset.UTC);
    }
}
