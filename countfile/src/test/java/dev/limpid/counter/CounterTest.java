package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names are good, and what an addition to a file that is gone leads to. */
class CounterTest {
    private static final long A_BILLION = 1_000_000_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a", "!", "~", "a:b", "tool/run:<1s", "\u00e9", "\u4e2d", "a:b\nc d:e:f", "a\n"})
    void name_ofVisibleText_isGood(String name) {
        assertThat(Counter.of(name).isValidName()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\na",
                "a b",
                " a",
                "a\t",
                "a\u0000",
                "a\u007f",
                "a\u0085",
                "a\u00a0b",
                "\u2028",
                "\u3000",
                "a:b:c",
                "::",
                "a b\nc"
            })
    void name_withWhiteSpaceControlCharactersOrTwoColons_isBad(String name) {
        assertThat(Counter.of(name).isValidName()).isFalse();
    }

    @Test
    void name_isGood_upTo4096BytesOfUtf8() {
        assertThat(Counter.of("x".repeat(4096)).isValidName()).isTrue();
        assertThat(Counter.of("x".repeat(4097)).isValidName()).isFalse();
        assertThat(Counter.of("\u00e9".repeat(2048)).isValidName()).isTrue();
        assertThat(Counter.of("\u00e9".repeat(2048) + "x").isValidName()).isFalse();
        assertThat(Counter.of("\u4e2d".repeat(1365)).isValidName()).isTrue();
        assertThat(Counter.of("\u4e2d".repeat(1366)).isValidName()).isFalse();
    }

    @Test
    void badName_inAStrictTest_throws() throws IOException {
        try (StrictTelemetry telemetry = new StrictTelemetry(folder)) {
            Counter bad = Counter.of("two words");

            assertThatThrownBy(bad::increment)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "limpid: a counter is named \"two words\", expected 1 to 4096 bytes without white space or"
                                    + " control characters, with at most one colon");
            assertThat(telemetry.counts()).isEmpty();
        }
    }

    @Test
    void counter_isWrittenAsItsName() {
        assertThat(Counter.of("a:b")).hasToString("a:b");
        assertThat(Counter.of("a:b").name()).isEqualTo("a:b");
    }

    @Test
    void pendingEvents_stopAtTheLargestNumber() {
        Counter counter = Counter.of("pending");
        counter.pend(Long.MAX_VALUE);
        counter.pend(1);
        assertThat(counter.takePending()).isEqualTo(Long.MAX_VALUE);
        assertThat(counter.hasPending()).isFalse();
    }

    @Test
    void add_ofNothingOrLess_countsNothing() throws IOException {
        try (StrictTelemetry telemetry = new StrictTelemetry(folder)) {
            Counter counter = Counter.of("none");
            counter.add(0);
            counter.add(-5);
            assertThat(telemetry.counts()).isEmpty();
            counter.add(7);
            counter.add(-7);
            assertThat(telemetry.counts()).containsOnlyKeys("none").containsValue(7L);
            mapped(counter);
            long before = telemetry.count("none");
            counter.add(0);
            counter.add(-1);
            assertThat(telemetry.count("none")).isEqualTo(before);
        }
    }

    /** The addition itself finds it, not only the next look of the background writer. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no file that is mapped can be replaced there")
    void add_toAFileThatWasReplaced_endsCounting_andIsWrittenLater() throws IOException {
        try (StrictTelemetry telemetry = new StrictTelemetry(folder)) {
            Counter counter = Counter.of("replaced");
            counter.increment();
            mapped(counter);
            Path file = countFile(telemetry.home);
            // The number that the word has makes the addition look suspicious.
            counter.add(A_BILLION - counted(file, "replaced"));
            assertThat(counted(file, "replaced")).isEqualTo(A_BILLION);
            Files.move(Files.copy(file, folder.resolve("copy")), file, StandardCopyOption.REPLACE_EXISTING);
            long before = telemetry.count("replaced");

            counter.add(A_BILLION);

            assertThat(telemetry.telemetry.isCounting()).isFalse();
            assertThat(telemetry.telemetry.whyNotCounting())
                    .isEqualTo("the count file was cut short or replaced: " + file);
            assertThat(counter.isMapped()).isFalse();
            Program.running[0].recorder.look();
            assertThat(telemetry.telemetry.isCounting()).isTrue();
            assertThat(telemetry.count("replaced")).isEqualTo(before + A_BILLION);
        }
    }

    /** Counts until the count file is mapped. */
    private static void mapped(Counter counter) {
        while (!counter.isMapped()) {
            counter.increment();
            Thread.onSpinWait();
        }
    }

    private static Path countFile(TelemetryHome home) throws IOException {
        return CountedWeek.in(home).get(0).countFile();
    }

    /** What the mapped file alone has, without the journal. */
    private static long counted(Path file, String name) throws IOException {
        Path alone = Files.createDirectories(file.resolveSibling("alone"))
                .resolve(file.getFileName().toString());
        Files.copy(file, alone, StandardCopyOption.REPLACE_EXISTING);
        return CountedWeek.of(alone).read().counts().getOrDefault(name, 0L);
    }
}
