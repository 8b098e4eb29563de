package dev.limpid.dist.simulation;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.countfile.mode.ModeFile;
import dev.limpid.uploader.run.PendingWork;
import dev.limpid.uploader.run.ReportingFactory;
import dev.limpid.uploader.run.Step;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One simulated machine: a telemetry home and its user's choice. Used by one thread at a time. */
public final class SimulatedHome {

    private final Path folder;
    private final String collection;
    private final Mode choice;

    SimulatedHome(Path folder, String collection, Mode choice) {
        this.folder = folder;
        this.collection = collection;
        this.choice = choice;
    }

    /** A home outside of any simulation, for a first look at a program. Its folder need not exist yet. */
    public static SimulatedHome alone(Path folder, String collection) {
        return new SimulatedHome(folder, collection, new Mode.Local());
    }

    /** The user's choice. */
    public Mode choice() {
        return choice;
    }

    /** Stores the user's choice, as {@code limpid on}, {@code local} and {@code off} do. */
    public void choose() throws IOException {
        ModeFile.write(telemetryHome(Instant.EPOCH), choice);
    }

    /**
     * Makes this home's weeks end on a given day; otherwise the day is random. Must be called before anything is
     * counted.
     */
    public void endWeeksOn(DayOfWeek day) throws IOException {
        Path local = Files.createDirectories(telemetryHome(Instant.EPOCH).local());
        Files.writeString(local.resolve("weekends"), Integer.toString(day.getValue() % DayOfWeek.values().length));
    }

    /** Runs the reporter on this machine at this time, if there is anything to do, and returns its steps. */
    public List<Step> pass(CollectionIdentity identity, Instant now) throws IOException {
        Environment environment = environment(now);
        TelemetryHome home = telemetryHome(now);
        Mode mode = EffectiveMode.of(home, environment, false).mode();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!PendingWork.exists(home, mode, today)) {
            return List.of();
        }
        return ReportingFactory.forHome(home, Optional.of(identity), environment)
                .run();
    }

    /** The collection's home on this machine. */
    public TelemetryHome telemetryHome(Instant now) {
        return TelemetryHome.of(collection, environment(now));
    }

    /** The environment variables of a program that runs on this machine at this time. */
    public Map<String, String> variables(Instant now) {
        return Map.of("LIMPID_DIR", folder.toString(), "LIMPID_NOW", now.toString());
    }

    /** The environment of a program there, without anything from the person who runs the simulation. */
    public Environment environment(Instant now) {
        return Environment.of(variables(now), Map.of(), new File(folder.toFile(), "no-system-wide-mode"));
    }
}
