package dev.limpid.uploader.consent;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.HomeClock;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.countfile.mode.ModeFile;
import dev.limpid.countfile.mode.ModeSource;
import dev.limpid.protocol.config.Chart;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.VerifiedConfig;
import dev.limpid.uploader.run.CollectionFile;
import dev.limpid.uploader.run.Consent;
import dev.limpid.uploader.run.LogConfigSource;
import java.io.IOException;
import java.nio.file.Files;
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

    /** The choice in given surroundings. */
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
     * Agrees to reports from the first week that begins after today; agreeing again keeps the earlier day.
     *
     * @return the day of consent
     */
    public LocalDate on() throws IOException {
        LocalDate today = today();
        Mode.On on = ModeFile.read(home)
                .filter(Mode.On.class::isInstance)
                .map(Mode.On.class::cast)
                .filter(earlier -> !earlier.since().isAfter(today))
                .orElse(new Mode.On(today));
        Consent.seal(home, clock().instant());
        ModeFile.write(home, on);
        if (collection.isPresent()) {
            Files.createDirectories(home.folder());
            CollectionFile.write(home, collection.get());
        }
        return on.since();
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
     * Whether a program may ask: nobody chose, nothing in the environment says no, and within 90 days no program of this
     * collection was told "not now".
     */
    public boolean mayAsk() throws IOException {
        ModeSource source = effective().source();
        boolean open = source == ModeSource.DEFAULT
                || (source == ModeSource.SYSTEM && effective().mode().counts());
        return open
                && notNowSince()
                        .map(day -> day.plusDays(NOT_NOW_DAYS).isBefore(today()))
                        .orElse(true);
    }

    /** Remembers that the user does not want to be asked now. */
    public void notNow() throws IOException {
        Files.createDirectories(home.folder());
        AtomicFile.write(notNowFile(), today() + "\n");
    }

    /**
     * What may be sent, in words: from the configuration that was proven last, else from the charts that the program was
     * released with.
     */
    public CollectedInWords inWords(List<Chart> bundled) throws IOException {
        String url = collection.map(CollectionIdentity::uploadUrl).orElse("");
        Optional<ConfigStore> store = LogConfigSource.store(home, collection, clock());
        Optional<VerifiedConfig> verified = store.isPresent() ? store.get().verified() : Optional.empty();
        if (verified.isPresent()) {
            return CollectedInWords.of(url, verified.get());
        }
        return bundled.isEmpty() ? CollectedInWords.unknown(url) : CollectedInWords.ofBundled(url, bundled);
    }

    /** A day beyond today is a clock that was ahead; then it counts as today. */
    private Optional<LocalDate> notNowSince() throws IOException {
        try {
            LocalDate day = LocalDate.parse(Files.readString(notNowFile()).strip());
            return Optional.of(day.isAfter(today()) ? today() : day);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of(today()); // damaged: somebody said no on some day
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
