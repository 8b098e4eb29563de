package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.counter.file.MappedWord;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountFileContents;
import dev.limpid.countfile.CountedWeek;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelemetryTest {
    private static final AtomicInteger UNIQUE = new AtomicInteger();

    @TempDir
    Path folder;

    private final String name = "test/telemetry" + UNIQUE.incrementAndGet();

    /** Otherwise each build between releases would have its own files, and its own report. */
    @ParameterizedTest
    @CsvSource({"1.4.0,1.4.0", "1.4.0-rc.1,1.4.0-rc.1", "1.4.0-SNAPSHOT,devel", "unknown,devel", "'',devel"})
    void version_thatIsNoRelease_isDevel(String version, String counted) {
        assertThat(Telemetry.releaseOrDevel(version)).isEqualTo(counted);
    }

    @Test
    void start_afterCounting_writesWhatWasCountedBefore() throws IOException {
        Counter.of(name).add(3);

        try (Telemetry telemetry = start()) {
            assertThat(telemetry.isCounting()).isTrue();
        }

        assertThat(read().counts()).containsEntry(name, 3L);
    }

    @Test
    @Tag("slow")
    void close_afterManyEvents_losesNone() throws IOException {
        try (Telemetry telemetry = start()) {
            Counter counter = Counter.of(name);
            for (int i = 0; i < 100_000; i++) {
                counter.increment();
                Counter.of(name).add(2);
            }
            assertThat(telemetry.isCounting()).isTrue();
        }

        assertThat(read().counts()).containsEntry(name, 300_000L);
    }

    @Test
    void increment_onceMapped_isInTheCountFile() throws IOException, InterruptedException {
        try (Telemetry telemetry = start()) {
            Counter counter = Counter.of(name);
            while (counter.word() == null) {
                counter.increment();
                Thread.onSpinWait();
            }
            long before = read().counts().getOrDefault(name, 0L);
            counter.add(41);
            counter.increment();

            assertThat(read().counts()).containsEntry(name, before + 42);
            assertThat(telemetry.isCounting()).isTrue();
        }
    }

    @Test
    void counterThatManyThreadsAddTo_getsStripesAndLosesNothing() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor: no two threads meet");
        long counted = 0;
        try (Telemetry telemetry = start()) {
            Counter counter = Counter.of(name);
            MappedWord word = null;
            for (; word == null; word = counter.word()) {
                counter.increment();
                counted++;
            }
            // What counting threads request once they see that they wait for each other.
            Program.running[0].recorder.spreadSoon(counter);
            for (; word.stripeCount() == 1; counted++) {
                counter.increment();
            }
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> {
                    for (int j = 0; j < 50_000; j++) {
                        counter.increment();
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(telemetry.isCounting()).isTrue();
        }

        assertThat(read().counts()).containsEntry(name, counted + 200_000);
        assertThat(TelemetryHome.at("test", folder).local()).isDirectoryContaining("glob:**.stripe1.v1.count");
    }

    @Test
    void nothing_inPlaceOfANameOrOfOptions_throwsNothing() throws IOException {
        try (Telemetry telemetry = start();
                Telemetry none = Telemetry.start(nothing())) {
            Counter.of((String) nothing()).increment();
            StackCounter.of(nothing(), 4).increment();
            Counter.of(name).increment();
            assertThat(telemetry.isCounting()).isTrue();
            assertThat(none.isCounting()).isFalse();
        }

        assertThat(read().counts()).containsOnlyKeys(name);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    /** Whoever asks what is wrong with a program's telemetry does not want the program to end. */
    @Test
    void badName_whereDiagnosisIsAskedFor_isToldAndNotThrown() throws IOException {
        System.setProperty("limpid.debug", "true");
        try (Telemetry telemetry = start()) {
            Counter.of("bad name").increment();
            Counter.of(name).increment();
            assertThat(telemetry.isCounting()).isTrue();
        } finally {
            System.clearProperty("limpid.debug");
        }

        assertThat(read().counts()).containsOnlyKeys(name);
    }

    @Test
    void start_modeOff_whereDiagnosisIsAskedFor_saysWhyNothingIsCounted() throws IOException {
        Files.writeString(TelemetryHome.at("test", folder).modeFile(), "off");
        PrintStream err = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        System.setProperty("limpid.debug", "true");
        try (Telemetry telemetry = start()) {
            assertThat(telemetry.isCounting()).isFalse();
        } finally {
            System.clearProperty("limpid.debug");
            System.setErr(err);
        }

        assertThat(told.toString(StandardCharsets.UTF_8))
                .isEqualTo("limpid: the mode is off: the mode file says \"off\"" + System.lineSeparator());
    }

    @Test
    void start_modeOff_writesNothing() throws IOException {
        TelemetryHome home = TelemetryHome.at("test", folder);
        Files.writeString(home.modeFile(), "off");
        try (Telemetry telemetry = start()) {
            Counter.of(name).increment();
            assertThat(telemetry.isCounting()).isFalse();
        }

        assertThat(folder).isDirectoryContaining(file -> file.equals(home.modeFile()));
        assertThat(home.local()).doesNotExist();
    }

    private Telemetry start() {
        return Telemetry.start(TelemetryOptions.builder()
                .collection("test")
                .home(TelemetryHome.at("test", folder))
                .environment(Environment.of(
                        Map.of(), Map.of(), folder.resolve("system").toFile()))
                .program("org.example/tool", "1.0.0")
                .build());
    }

    private CountFileContents read() throws IOException {
        CountedWeek week = CountedWeek.in(TelemetryHome.at("test", folder)).get(0);
        return week.read();
    }
}
