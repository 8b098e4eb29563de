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

/** One machine of a room: a telemetry home and its user's choice. Used by one thread at a time. */
public final class SimulatedHome {

    private final Path folder;
    private final String collection;
    private final Mode choice;

    SimulatedHome(Path folder, String collection, Mode choice) {
        this.folder = folder;
        this.collection = collection;
        this.choice = choice;
    }

    /** A home outside of any room, for a program that is to be looked at first. Nothing of it is there yet. */
    public static SimulatedHome alone(Path folder, String collection) {
        return new SimulatedHome(folder, collection, new Mode.Local());
    }

    /** What the user wants. */
    public Mode choice() {
        return choice;
    }

    /** The user chooses, as {@code limpid on} and its likes write it. */
    public void choose() throws IOException {
        ModeFile.write(telemetryHome(Instant.EPOCH), choice);
    }

    /** Lets this home's weeks end on that day; without this it is drawn. To be called before anything is counted. */
    public void endWeeksOn(DayOfWeek day) throws IOException {
        Path local = Files.createDirectories(telemetryHome(Instant.EPOCH).local());
        Files.writeString(local.resolve("weekends"), Integer.toString(day.getValue() % DayOfWeek.values().length));
    }

    /** What the reporter does on this machine at this moment: nothing, if there is nothing to do. */
    public List<Step> pass(CollectionIdentity identity, Instant now) throws IOException {
        Environment environment = environment(now);
        TelemetryHome home = telemetryHome(now);
        Mode mode = EffectiveMode.of(home, environment, false).mode();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!PendingWork.exists(home, mode, today)) {
            return List.of();
        }
        return ReportingFactory.over(home, Optional.of(identity), environment).run();
    }

    /** The collection's home on this machine. */
    public TelemetryHome telemetryHome(Instant now) {
        return TelemetryHome.of(collection, environment(now));
    }

    /** The variables of a program that runs on this machine at this moment. */
    public Map<String, String> variables(Instant now) {
        return Map.of("LIMPID_DIR", folder.toString(), "LIMPID_NOW", now.toString());
    }

    /** What surrounds a program there; nothing of whoever made the room. */
    public Environment environment(Instant now) {
        return Environment.of(variables(now), Map.of(), new File(folder.toFile(), "no-system-wide-mode"));
    }
}
