package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Failures that pass while a program runs: a full disk, a file in the way, a count file that somebody replaced. A
 * program that runs for months continues to count afterwards, and what it counted meanwhile is not lost.
 */
class TransientFailureTest {
    @TempDir
    Path folder;

    @Test
    void journal_thatCannotBeCreated_isRetried_andNothingCountedMeanwhileIsLost() throws IOException {
        TelemetryHome home = TelemetryHome.at("test", folder);
        Path inTheWay = Files.createDirectories(home.local().resolve("weekends"));
        Counter counter = Counter.of("passes/event");
        try (Telemetry telemetry = Telemetry.start(TelemetryOptions.builder()
                .home(home)
                .program("example.org/tool", "1.0.0")
                .build())) {
            counter.add(3);
            counter.add(4);
            assertThat(telemetry.whyNotCounting()).startsWith("cannot append to the journal: ");

            Files.delete(inTheWay);
            Program.running[0].recorder.look();

            assertThat(telemetry.whyNotCounting()).isEmpty();
            assertThat(counts(home.local())).containsExactly(Map.entry("passes/event", 7L));
            counter.add(5);
        }
        assertThat(counts(home.local())).containsExactly(Map.entry("passes/event", 12L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"replaced", "deleted"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no file that is mapped can be replaced there")
    void countFile_thatWasReplacedOrDeleted_isReportedAndMappedAgain(String how) throws Exception {
        TelemetryHome home = TelemetryHome.at("test", folder);
        Counter counter = Counter.of("passes/" + how);
        try (Telemetry telemetry = Telemetry.start(TelemetryOptions.builder()
                .home(home)
                .program("example.org/tool", "1.0.0")
                .build())) {
            untilMapped(counter);
            Path file = countFile(home.local());
            if (how.equals("replaced")) {
                Path copy = Files.copy(file, folder.resolve("copy"));
                Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.delete(file);
            }
            Recorder recorder = Program.running[0].recorder;
            recorder.spreadSoon(counter); // the background writer checks
            while (telemetry.isCounting()) {
                Thread.onSpinWait();
            }
            assertThat(telemetry.whyNotCounting()).isEqualTo("the count file was cut short or replaced: " + file);
            SortedMap<String, Long> before = CountedWeek.of(file).read().counts();

            counter.add(1_000_000);
            assertThat(counter.isMapped()).isFalse();
            recorder.look();
            untilMapped(counter);
            assertThat(telemetry.isCounting()).isTrue();
            counter.add(1_000_000);
            assertThat(counts(home.local()).getOrDefault(counter.name(), 0L) - before.getOrDefault(counter.name(), 0L))
                    .isGreaterThanOrEqualTo(2_000_000L);
        }
    }

    private static void untilMapped(Counter counter) {
        while (!counter.isMapped()) {
            counter.increment();
            Thread.onSpinWait();
        }
    }

    private static Path countFile(Path local) throws IOException {
        return CountedWeek.in(local).get(0).countFile();
    }

    private static SortedMap<String, Long> counts(Path local) throws IOException {
        List<CountedWeek> weeks = CountedWeek.in(local);
        assertThat(weeks).hasSize(1);
        return weeks.get(0).read().counts();
    }
}
