package dev.limpid.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.bridge.CountingRule;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimpidMeterRegistryTest {
    private static final String COLLECTION = "telemetry.example.org";

    @TempDir
    Path dir;

    private final LimpidMeterRegistry limpid = new LimpidMeterRegistry(List.of(
            CountingRule.events("cache.gets").tag("result", "hit", "miss").as("tool/cache:{result}"),
            CountingRule.events("work").as("tool/work"),
            CountingRule.events("requests").as("tool/requests"),
            CountingRule.durations("requests", "10ms", "100ms", "1s")
                    .tag("method", "GET", "POST")
                    .as("tool/http/{method}"),
            CountingRule.sizes("payload", "1KiB", "1MiB").as("tool/payload"),
            CountingRule.durations("wait", "10ms", "1s").as("tool/wait"),
            CountingRule.percentages("load", "50%").as("tool/load"),
            CountingRule.sizes("requests", "1KiB").as("tool/bytes-of-a-timer"),
            CountingRule.numbers("gauge", "5").as("tool/gauge"),
            CountingRule.numbers("work", "5").as("tool/wrong")));
    private final SimpleMeterRegistry plain = new SimpleMeterRegistry();
    private final CompositeMeterRegistry both = new CompositeMeterRegistry();
    private Telemetry telemetry;

    @BeforeEach
    void start() {
        both.add(plain);
        both.add(limpid);
        telemetry = start("2026-11-02T10:00:00Z");
    }

    @AfterEach
    void end() {
        telemetry.close();
        both.close();
    }

    @Test
    void summaries_countInTheirUnit_orAreRefused() throws IOException {
        summary("payload", "kibibytes", "kib").record(2);
        summary("payload", null, "none").record(2048);
        summary("payload", "furlongs", "odd").record(2048);
        summary("payload", "seconds", "time").record(2048);
        summary("wait", "milliseconds", "ms").record(20);
        summary("wait", null, "none").record(20);
        summary("load", "ratio", "ratio").record(0.75);
        summary("load", null, "none").record(75);
        both.timer("requests").record(Duration.ofMillis(1));

        assertThat(counts())
                .containsEntry("tool/payload:<1MiB", 2L)
                .containsEntry("tool/wait:<1s", 1L)
                .containsEntry("tool/load:>=50%", 2L)
                .doesNotContainKeys("tool/payload:<1KiB", "tool/payload:>=1MiB", "tool/wait:<10ms", "tool/load:<50%")
                .allSatisfy((name, count) -> assertThat(name).doesNotStartWith("tool/bytes-of-a-timer"));
        assertThat(limpid.unsupportedMeters())
                .contains(
                        "payload is in furlongs, to which the listed bounds of tool/payload cannot be converted",
                        "payload is in seconds, to which the listed bounds of tool/payload cannot be converted",
                        "wait is in no unit, to which the listed bounds of tool/wait cannot be converted",
                        "requests is in nanoseconds, to which the listed bounds of"
                                + " tool/bytes-of-a-timer cannot be converted");
    }

    private DistributionSummary summary(String name, @Nullable String unit, String tag) {
        return DistributionSummary.builder(name).baseUnit(unit).tag("from", tag).register(both);
    }

    @Test
    void meters_countWhatThePlainRegistryBesideSays() throws IOException {
        Random random = new Random(7);
        Timer.Builder timers = Timer.builder("requests")
                .serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1));
        DistributionSummary payload = DistributionSummary.builder("payload")
                .serviceLevelObjectives(1024, 1 << 20)
                .register(both);
        for (int i = 0; i < 5000; i++) {
            both.counter(
                            "cache.gets",
                            "result",
                            List.of("hit", "miss", "strange").get(random.nextInt(3)),
                            "cache",
                            "c" + i % 3)
                    .increment(random.nextInt(4));
            both.counter("unlisted", "user", "u" + i % 10).increment();
            timers.tags("method", List.of("GET", "POST", "BREW").get(random.nextInt(3)), "uri", "/" + i % 5)
                    .register(both)
                    .record(1 + (long) Math.pow(10, random.nextDouble() * 10), TimeUnit.NANOSECONDS);
            payload.record(0.5 + random.nextInt(2 << 20));
        }

        Map<String, Double> expected = new TreeMap<>();
        plain.forEachMeter(meter -> expect(meter, expected));
        expected.values().removeIf(count -> count == 0);
        Map<String, Double> counted = new TreeMap<>();
        counts().forEach((name, count) -> counted.put(name, (double) count));
        assertThat(counted).isEqualTo(expected).hasSizeGreaterThan(10);
        // The composite returns the value of one of the two: they must agree.
        assertThat(limpid.find("unlisted").meters()).isEmpty();
        for (Meter meter : limpid.getMeters()) {
            assertThat(values(meter))
                    .isEqualTo(values(plain.get(meter.getId().getName())
                            .tags(meter.getId().getTags())
                            .meter()));
        }
    }

    private static Map<Statistic, Double> values(Meter meter) {
        Map<Statistic, Double> values = new TreeMap<>();
        meter.measure().forEach(each -> values.put(each.getStatistic(), Math.rint(each.getValue() * 1e6)));
        return values;
    }

    private static void expect(Meter meter, Map<String, Double> expected) {
        String name = meter.getId().getName();
        if (meter instanceof Counter counter && name.equals("cache.gets")) {
            String result = counter.getId().getTag("result");
            if (!"strange".equals(result)) {
                expected.merge("tool/cache:" + result, counter.count(), Double::sum);
            }
        } else if (meter instanceof Timer timer) {
            expected.merge("tool/requests", (double) timer.count(), Double::sum);
            if (!"BREW".equals(timer.getId().getTag("method"))) {
                buckets(
                        "tool/http/" + timer.getId().getTag("method"),
                        timer.takeSnapshot().histogramCounts(),
                        timer.count(),
                        List.of("10ms", "100ms", "1s"),
                        expected);
            }
        } else if (meter instanceof DistributionSummary summary) {
            buckets(
                    "tool/payload",
                    summary.takeSnapshot().histogramCounts(),
                    summary.count(),
                    List.of("1KiB", "1MiB"),
                    expected);
        }
    }

    /** Micrometer's buckets are cumulative: each contains those below it. */
    private static void buckets(
            String name, CountAtBucket[] sums, long count, List<String> bounds, Map<String, Double> expected) {
        double before = 0;
        for (int i = 0; i < sums.length; i++) {
            expected.merge(name + ":<" + bounds.get(i), sums[i].count() - before, Double::sum);
            before = sums[i].count();
        }
        expected.merge(name + ":>=" + bounds.get(sums.length - 1), count - before, Double::sum);
    }

    @Test
    void meters_usedByManyThreadsAcrossRestartsOfTelemetry_loseNothing() throws Exception {
        Counter counter = both.counter("cache.gets", "result", "hit");
        Timer timer = Timer.builder("requests").tag("method", "GET").register(both);
        for (int round = 0; round < 3; round++) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> {
                    for (int j = 0; j < 5000; j++) {
                        counter.increment(0.5);
                        timer.record(1, TimeUnit.MILLISECONDS);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            telemetry.close();
            telemetry = start("2026-11-02T10:00:00Z");
        }
        assertThat(counter.count()).isEqualTo(30_000);
        assertThat(counts())
                .containsEntry("tool/cache:hit", 30_000L)
                .containsEntry("tool/requests", 60_000L)
                .containsEntry("tool/http/GET:<10ms", 60_000L);
    }

    @Test
    void values_thatAreNoEvents_areLeftOut() throws IOException {
        Counter counter = both.counter("work");
        for (double amount : new double[] {
            3,
            -1,
            0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            1e300,
            Double.MIN_VALUE,
            0.25,
            0.75
        }) {
            counter.increment(amount);
        }
        DistributionSummary payload = both.summary("payload");
        for (double size : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e300, 1024}) {
            payload.record(size);
        }
        both.timer("requests", "method", "GET").record(-1, TimeUnit.SECONDS);
        both.timer("requests", "method", "GET").record(Long.MAX_VALUE, TimeUnit.DAYS);

        assertThat(counts())
                .isEqualTo(Map.of(
                        "tool/work", 4L,
                        "tool/payload:>=1MiB", 1L,
                        "tool/payload:<1MiB", 1L,
                        "tool/requests", 1L,
                        "tool/http/GET:>=1s", 1L));
    }

    @Test
    void functions_countWhatTheyGrewBy_acrossResetsRemovalAndReturn() throws IOException {
        AtomicLong sum = new AtomicLong(5);
        Meter.Id id = watch(sum).getId();
        limpid.poll();
        assertThat(counts()).containsEntry("tool/work", 5L);
        sum.set(7);
        limpid.poll();
        limpid.poll();
        assertThat(counts()).containsEntry("tool/work", 7L);
        sum.set(2); // started again
        limpid.poll();
        assertThat(counts()).containsEntry("tool/work", 9L);
        sum.set(-3);
        limpid.poll();
        sum.set(4);
        both.remove(id);
        assertThat(counts()).containsEntry("tool/work", 11L);
        sum.set(6);
        limpid.poll();
        assertThat(counts()).containsEntry("tool/work", 11L);
        watch(sum);
        sum.set(10);
        both.close();
        assertThat(counts()).containsEntry("tool/work", 17L);
    }

    private Meter watch(AtomicLong sum) {
        return FunctionCounter.builder("work", sum, AtomicLong::get).register(both);
    }

    @Test
    void functions_thatFail_orWhoseObjectIsGone_countNothingMore() throws IOException {
        FunctionCounter.builder("work", new AtomicLong(), none -> {
                    throw new IllegalStateException("the program's own fault");
                })
                .register(both);
        FunctionCounter.builder("work", new AtomicLong(), none -> Double.NaN)
                .tag("n", "2")
                .register(both);
        FunctionCounter.builder("work", new AtomicLong(), none -> {
                    throw new StackOverflowError("its fault, too");
                })
                .tag("n", "3")
                .register(both);
        FunctionTimer.builder("requests", new AtomicLong(), none -> 3, none -> 1, TimeUnit.SECONDS)
                .register(both);
        limpid.poll();
        assertThat(counts()).isEqualTo(Map.of("tool/requests", 3L));
    }

    /** As hosts do that interrupt all threads of a program: the thread continues to poll. */
    @Test
    void interruptOfItsThread_endsNoLooking() throws IOException {
        AtomicLong sum = new AtomicLong();
        watch(sum);
        Thread looking = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("limpid-micrometer") && thread.isAlive())
                .findAny()
                .orElseThrow();
        sum.set(3);
        looking.interrupt();
        while (looking.isAlive() && !counts().containsKey("tool/work")) {
            Thread.onSpinWait();
        }
        assertThat(looking.isAlive()).isTrue();
        assertThat(counts()).containsEntry("tool/work", 3L);
    }

    @Test
    void removedMeters_stopAndComeBack() throws IOException {
        Counter first = both.counter("cache.gets", "result", "hit");
        first.increment();
        both.remove(first);
        both.counter("cache.gets", "result", "hit").increment(2);
        assertThat(counts()).containsEntry("tool/cache:hit", 3L);
    }

    @Test
    void whatCannotBeCounted_isSaidInASentence() throws IOException {
        Gauge.builder("gauge", () -> 3).register(both);
        LongTaskTimer.builder("payload").register(both).start();
        both.counter("work").increment();
        assertThat(limpid.unsupportedMeters())
                .containsExactly(
                        "gauge is a gauge, which has no events: list a counter, a timer or a summary",
                        "payload is a timer of running tasks, which has no events: list a counter, a timer or a summary",
                        "work is listed with bounds, but is a counter, whose single values are unknown: list its"
                                + " events");
        assertThat(counts()).isEqualTo(Map.of("tool/work", 1L));
    }

    @Test
    void meters_countInTheWeekUnderWay() throws IOException {
        Counter counter = both.counter("work");
        counter.increment();
        telemetry.close();
        telemetry = start("2026-11-12T10:00:00Z");
        counter.increment(2);
        telemetry.flush();
        List<Long> weeks = new ArrayList<>();
        for (CountedWeek week : CountedWeek.in(home("2026-11-12T10:00:00Z"))) {
            weeks.add(week.read().counts().get("tool/work"));
        }
        assertThat(weeks).containsExactly(1L, 2L);
    }

    private Telemetry start(String now) {
        return Telemetry.start(TelemetryOptions.builder()
                .home(home(now))
                .program("org.example/tool", "1.0.0")
                .environment(environment(now))
                .strict()
                .build());
    }

    private Environment environment(String now) {
        return Environment.of(
                Map.of("LIMPID_DIR", dir.toString(), "LIMPID_NOW", now),
                Map.of(),
                dir.resolve("none").toFile());
    }

    private TelemetryHome home(String now) {
        return TelemetryHome.of(COLLECTION, environment(now));
    }

    private Map<String, Long> counts() throws IOException {
        telemetry.flush();
        Map<String, Long> counts = new TreeMap<>();
        for (CountedWeek week : CountedWeek.in(home("2026-11-02T10:00:00Z"))) {
            read(week).forEach((name, count) -> counts.merge(name, count, Long::sum));
        }
        return counts;
    }

    private static Map<String, Long> read(CountedWeek week) throws IOException {
        try {
            return week.read().counts();
        } catch (NoSuchFileException e) {
            return Map.of(); // a file that another thread has just created, and that is still empty
        }
    }
}
