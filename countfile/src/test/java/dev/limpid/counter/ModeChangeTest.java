package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.countfile.mode.ModeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The user changes the mode while a program runs: the program follows at its next check, half a minute later at most.
 */
class ModeChangeTest {
    private static final AtomicInteger UNIQUE = new AtomicInteger();

    @TempDir
    Path folder;

    private final String name = "test/running" + UNIQUE.incrementAndGet();
    private final Counter counter = Counter.of(name);
    private TelemetryHome home = TelemetryHome.at("test", Path.of("none"));

    @BeforeEach
    void home() {
        home = TelemetryHome.at("test", folder);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void off_endsCounting_andKeepsWhatWasCounted(boolean mapped) throws IOException {
        try (Telemetry telemetry = start()) {
            counter.increment();
            long counted = mapped ? untilMapped() + 1 : 1;

            choose("off");
            for (int i = 0; i < 1000; i++) {
                counter.increment();
                Counter.of(name + ":new" + i % 10).increment();
            }

            assertThat(telemetry.isCounting()).isFalse();
            assertThat(telemetry.whyNotCounting()).isEqualTo("the mode is off: the mode file says \"off\"");
            assertThat(counter.isMapped()).isFalse();
            assertThat(counts()).isEqualTo(counted);

            choose("on 2026-11-20");
            counter.add(5);
            assertThat(telemetry.isCounting()).isTrue();
            assertThat(telemetry.whyNotCounting()).isEmpty();
            telemetry.flush();
            assertThat(counts()).isEqualTo(counted + 5);
        }
        assertThat(counters()).noneMatch(found -> found.contains(":new"));
    }

    @Test
    void troubleBeforeAnythingWasCounted_isKeptInFoldersForTheUserAlone() throws IOException {
        TelemetryHome fresh = TelemetryHome.at("test", folder.resolve("made"));

        Diagnostics.trouble(fresh, "example.org/tool", "the path is too long");

        assertThat(fresh.local().resolve("tool.trouble")).content().endsWith(": the path is too long\n");
        for (Path made : new Path[] {fresh.folder(), fresh.local()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void started_whileOff_countsOnceTheUserAllowsIt() throws IOException {
        Files.writeString(home.modeFile(), "off");
        try (Telemetry telemetry = start()) {
            counter.add(7);
            assertThat(home.local()).doesNotExist();

            choose("local");
            counter.add(3);
            assertThat(telemetry.isCounting()).isTrue();
        }
        assertThat(counts()).isEqualTo(3);
    }

    @Test
    void off_whileNobodyCounts_isSeenByTheKeeper_whoseThreadEnds() throws IOException {
        try (Telemetry telemetry = start()) {
            counter.add(untilMapped() > 0 ? 1 : 0);
            Files.writeString(home.modeFile(), "off");
            Program.running[0].recorder.look();

            while (Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().equals("limpid-writer"))) {
                Thread.onSpinWait();
            }
            assertThat(telemetry.isCounting()).isFalse();
        }
    }

    @Test
    void choice_ofAnInterruptedThread_isWritten() throws IOException {
        Thread.currentThread().interrupt();
        try {
            ModeFile.write(home, new Mode.Off());
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(ModeFile.read(home)).contains(new Mode.Off());
    }

    private void choose(String mode) throws IOException {
        Files.writeString(home.modeFile(), mode);
        Program.running[0].recorder.look();
    }

    private long untilMapped() {
        long events = 0;
        for (; !counter.isMapped(); events++) {
            counter.increment();
            Thread.onSpinWait();
        }
        return events;
    }

    private Telemetry start() {
        return Telemetry.start(TelemetryOptions.builder()
                .home(home)
                .environment(Environment.of(
                        Map.of(), Map.of(), folder.resolve("system").toFile()))
                .program("org.example/tool", "1.0.0")
                .build());
    }

    private Set<String> counters() throws IOException {
        return CountedWeek.in(home).get(0).read().counts().keySet();
    }

    private long counts() throws IOException {
        long sum = 0;
        try {
            for (CountedWeek week : CountedWeek.in(home)) {
                sum += week.read().counts().getOrDefault(name, 0L);
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        return sum;
    }
}
