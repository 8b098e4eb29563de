package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock jumps while a program runs: every event is counted once, in the week that the clock showed. */
class CountingClockJumpTest {
    private static final AtomicInteger UNIQUE = new AtomicInteger();
    private static final LocalDate FRIDAY = LocalDate.parse("2026-11-20");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    private final String name = "test/clock" + UNIQUE.incrementAndGet();
    private final Counter counter = Counter.of(name);
    private TelemetryHome home = TelemetryHome.at("test", Path.of("none"));
    private Environment here = Environment.ofProcess();
    private int waited;

    @BeforeEach
    void weeksEndOnSaturday() throws IOException {
        here = Environment.of(
                Map.of("LIMPID_DIR", folder.toString(), "LIMPID_NOW", NOON.toString()),
                Map.of(),
                folder.resolve("system").toFile());
        home = TelemetryHome.of("test", here);
        Files.createDirectories(home.local());
        Files.writeString(home.local().resolve("weekends"), "6");
    }

    @Test
    void clock_aheadOfTheWeeksEnd_asAfterALaptopsSleep_countsIntoTheNextWeek() throws IOException {
        try (Telemetry telemetry = startMapped()) {
            counter.add(3);
            clock(Instant.parse("2026-11-22T08:00:00Z"));
            counter.add(4);
            assertThat(telemetry.isCounting()).isTrue();
        }

        assertThat(counts()).isEqualTo(Map.of(FRIDAY, 3L, FRIDAY.plusDays(2), 4L));
    }

    @Test
    void clock_farAheadAndBackAgain_goesOnInTheFirstWeeksFile() throws IOException {
        try (Telemetry telemetry = startMapped()) {
            counter.add(3);
            clock(Instant.parse("2046-01-01T00:00:00Z"));
            counter.add(4);
            clock(NOON);
            counter.add(5);
            assertThat(telemetry.isCounting()).isTrue();
        }

        assertThat(counts()).isEqualTo(Map.of(FRIDAY, 8L, LocalDate.parse("2046-01-01"), 4L));
    }

    @Test
    void clock_setBackByAMonth_countsIntoThatWeek() throws IOException {
        try (Telemetry telemetry = startMapped()) {
            counter.add(3);
            clock(Instant.parse("2026-10-20T12:00:00Z"));
            counter.add(4);
            assertThat(telemetry.isCounting()).isTrue();
        }

        assertThat(counts()).isEqualTo(Map.of(FRIDAY, 3L, LocalDate.parse("2026-10-20"), 4L));
    }

    @Test
    void clock_setBackByAnHour_staysInItsWeek() throws IOException {
        try (Telemetry telemetry = startMapped()) {
            counter.add(3);
            clock(NOON.minusSeconds(3600));
            counter.add(4);
            assertThat(telemetry.isCounting()).isTrue();
        }

        assertThat(counts()).isEqualTo(Map.of(FRIDAY, 7L));
    }

    /** Started, and old enough that the count file is mapped. */
    private Telemetry startMapped() {
        Telemetry telemetry = Telemetry.start(TelemetryOptions.builder()
                .home(home)
                .environment(here)
                .program("org.example/tool", "1.0.0")
                .build());
        awaitALook();
        return telemetry;
    }

    /** Sets the clock, and makes the background writer notice it. */
    private void clock(Instant now) {
        Program.running[0].recorder.setClock(now.toEpochMilli() - System.currentTimeMillis());
        awaitALook();
        while (counter.word() == null && counter.isJournaled()) {
            Thread.onSpinWait();
        }
    }

    /** A new counter makes the background writer check the clock before it maps the counter. */
    private void awaitALook() {
        Counter other = Counter.of(name + ":" + ++waited);
        while (!other.isMapped()) {
            other.increment();
            Thread.onSpinWait();
        }
    }

    private Map<LocalDate, Long> counts() throws IOException {
        Map<LocalDate, Long> counts = new TreeMap<>();
        for (CountedWeek week : CountedWeek.in(home)) {
            counts.put(week.read().begin(), week.read().counts().getOrDefault(name, 0L));
        }
        return counts;
    }
}
