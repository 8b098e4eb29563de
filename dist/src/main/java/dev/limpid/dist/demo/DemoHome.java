package dev.limpid.dist.demo;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.countfile.mode.ModeFile;
import dev.limpid.uploader.run.Passes;
import dev.limpid.uploader.run.Step;
import dev.limpid.uploader.run.Work;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One machine of the demo: a telemetry home, its user's choice, and how its user works. Used by one thread at a time. */
final class DemoHome {

    private final Path folder;
    private final String collection;
    private final Habits habits;
    private final Mode choice;

    DemoHome(Path folder, String collection, Habits habits, Mode choice) {
        this.folder = folder;
        this.collection = collection;
        this.habits = habits;
        this.choice = choice;
    }

    Mode choice() {
        return choice;
    }

    /** The user chooses, as {@code limpid on} and its likes write it. */
    void choose() throws IOException {
        ModeFile.write(telemetryHome(Instant.EPOCH), choice);
    }

    /**
     * The program runs as often as the user's habits say for this day.
     *
     * @return how often it ran
     */
    int work(DemoProgram program, List<Path> folders, LocalDate day) throws IOException {
        List<Habits.Run> runs = habits.runsOn(day);
        for (Habits.Run run : runs) {
            program.run(folder, day.atTime(run.hour(), 0).toInstant(ZoneOffset.UTC), run.arguments(folders));
        }
        return runs.size();
    }

    /** What the reporter does on this machine at this moment: nothing, if there is nothing to do. */
    List<Step> pass(CollectionIdentity identity, Instant now) throws IOException {
        Environment environment = environment(now);
        TelemetryHome home = telemetryHome(now);
        Mode mode = EffectiveMode.of(home, environment, false).mode();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!Work.isThere(home, mode, today)) {
            return List.of();
        }
        return Passes.over(home, Optional.of(identity), environment).run();
    }

    TelemetryHome telemetryHome(Instant now) {
        return TelemetryHome.of(collection, environment(now));
    }

    private Environment environment(Instant now) {
        return Environment.of(
                Map.of("LIMPID_DIR", folder.toString(), "LIMPID_NOW", now.toString()),
                Map.of(),
                new File(folder.toFile(), "no-system-wide-mode"));
    }
}
