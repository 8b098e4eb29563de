package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recorder writes at once, what it lets wait, and what it does when it looks. */
class RecorderTest {
    private static final int LONG = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void firstEvent_isInTheJournalAtOnce_andAllAreAfterAFlush() throws IOException {
        try (Telemetry telemetry = start()) {
            Counter counter = Counter.of("recorder/first");
            counter.add(3);
            assertThat(counts()).containsExactly(Map.entry("recorder/first", 3L));
            for (int i = 0; i < 10; i++) {
                counter.increment();
            }
            telemetry.flush();
            assertThat(counts()).containsExactly(Map.entry("recorder/first", 13L));
        }
    }

    @Test
    void look_returnsWhetherEventsAreCounted_andWritesThem() throws IOException {
        Path mode = TelemetryHome.at("test", folder).modeFile();
        try (Telemetry telemetry = start()) {
            Counter counter = Counter.of("recorder/look");
            counter.increment();
            counter.pend(4);
            Recorder recorder = Program.running[0].recorder;
            assertThat(recorder.look()).isTrue();
            assertThat(counts()).containsExactly(Map.entry("recorder/look", 5L));

            Files.writeString(mode, "off");
            counter.pend(100);
            assertThat(recorder.look()).isFalse();
            assertThat(recorder.isCounting()).isFalse();
            assertThat(counter.hasPending()).as("dropped").isFalse();
            assertThat(counter.isJournaled()).isFalse();
            assertThat(recorder.mayCount()).isFalse();

            Files.writeString(mode, "local");
            counter.pend(10);
            assertThat(recorder.look()).isTrue();
            assertThat(counts()).containsExactly(Map.entry("recorder/look", 15L));
            assertThat(telemetry.isCounting()).isTrue();
        }
    }

    /** As the JVM runs it at its exit: whatever is counted from then on is written at once. */
    @Test
    void exit_writesWhatWaits_andWhatComesLaterAtOnce() throws IOException {
        try (Telemetry telemetry = start()) {
            Counter counter = Counter.of("recorder/exit");
            counter.increment();
            counter.pend(4);
            Program.running[0].recorder.run();
            assertThat(counts()).containsExactly(Map.entry("recorder/exit", 5L));
            counter.add(2);
            counter.add(3);
            assertThat(counts()).containsExactly(Map.entry("recorder/exit", 10L));
            assertThat(telemetry.isCounting()).isTrue();
        }
    }

    @Test
    void longJournal_isSealedByTheKeeper_whichTheFirstEventStarts() throws IOException {
        try (Telemetry telemetry = start()) {
            Counter.of("recorder/long").increment();
            assertThat(telemetry.isCounting()).isTrue();
        }
        Path journal =
                CountedWeek.in(TelemetryHome.at("test", folder)).get(0).parts().get(0);
        try (RandomAccessFile access = new RandomAccessFile(journal.toFile(), "rw")) {
            access.setLength(LONG + 1);
        }
        Path sealed = journal.resolveSibling(journal.getFileName() + ".1");
        try (Telemetry telemetry = start()) {
            Counter.of("recorder/long").increment();
            while (!Files.exists(sealed)) {
                Thread.onSpinWait();
            }
            assertThat(telemetry.isCounting()).isTrue();
        }
        assertThat(counts()).containsExactly(Map.entry("recorder/long", 2L));
    }

    @Test
    void recorderThatFailed_keepsItsFirstReason_andTellsIt() throws IOException {
        try (Telemetry telemetry = start()) {
            Recorder recorder = Program.running[0].recorder;
            recorder.fail("the first of a test");
            recorder.fail("the second of a test");
            assertThat(telemetry.isCounting()).isFalse();
            assertThat(telemetry.whyNotCounting()).isEqualTo("the first of a test");
            assertThat(TelemetryHome.at("test", folder).local().resolve("tool.trouble"))
                    .content()
                    .endsWith(": the first of a test\n");
            Counter counter = Counter.of("recorder/failed");
            counter.add(3);
            assertThat(CountedWeek.in(TelemetryHome.at("test", folder))).isEmpty();
            recorder.beginWriteThrough();
            counter.add(4);
            assertThat(counts()).containsExactly(Map.entry("recorder/failed", 7L));
        }
    }

    /** What the background writer's end leaves: asked for, a new one can start; otherwise every event is written at once. */
    @Test
    void backgroundWriterThatEnds_leavesNothingThatWaits() throws IOException {
        try (Telemetry telemetry = start()) {
            Recorder recorder = Program.running[0].recorder;
            Counter counter = Counter.of("recorder/end");
            counter.increment();
            counter.pend(5);
            recorder.writerEnds(false);
            assertThat(counts()).containsExactly(Map.entry("recorder/end", 6L));
            counter.add(2);
            assertThat(counts()).containsExactly(Map.entry("recorder/end", 8L));
            assertThat(telemetry.isCounting()).isTrue();
        }
    }

    private Telemetry start() {
        Environment here = Environment.of(
                Map.of("LIMPID_NOW", "2026-11-18T12:00:00Z"),
                Map.of(),
                folder.resolve("system").toFile());
        return Telemetry.start(TelemetryOptions.builder()
                .home(TelemetryHome.at("test", folder))
                .environment(here)
                .program("org.example/tool", "1.0.0")
                .withoutCrashes()
                .ownPackages("")
                .build());
    }

    private Map<String, Long> counts() throws IOException {
        return CountedWeek.in(TelemetryHome.at("test", folder)).get(0).read().counts();
    }
}
