package dev.limpid.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.bridge.CountingRule;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderCountingTest {
    @TempDir
    Path dir;

    private final Map<String, String> variables = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // each test starts its own
    private Telemetry telemetry;

    @Name("org.example.Compile")
    static final class Compile extends Event {
        String language = "";
        int files;
    }

    static final class Odd extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    static final class Unlisted extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @AfterEach
    void end() {
        telemetry.close();
    }

    @Test
    void events_countWhatARecordingOfTheSameTimeHolds() throws IOException {
        telemetry = start();
        Map<String, Long> expected = new TreeMap<>();
        try (Recording plain = new Recording()) {
            for (String event : List.of("jdk.GarbageCollection", "jdk.JavaExceptionThrow", "org.example.Compile")) {
                plain.enable(event).withoutThreshold();
            }
            plain.start();
            FlightRecorderCounting counting = counting();
            happen();
            counting.close();
            assertThat(counting.refusals()).isEmpty();
            plain.stop();
            Path file = dir.resolve("plain.jfr");
            plain.dump(file);
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                expect(event, name -> expected.merge(name, 1L, Long::sum));
            }
        }
        Map<String, Long> counts = counts();
        assertThat(counts.remove("tool/classes")).isPositive();
        assertThat(counts).isEqualTo(expected);
        assertThat(expected)
                .containsEntry("tool/compile:java", 20L)
                .containsEntry("tool/thrown:dev.limpid.jfr.FlightRecorderCountingTest$Odd", 30L)
                .containsEntry("tool/thrower:dev.limpid.jfr.FlightRecorderCountingTest", 40L);
        assertThat(expected.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("tool/gc"))
                        .mapToLong(Map.Entry::getValue)
                        .sum())
                .isEqualTo(3);
    }

    private FlightRecorderCounting counting() {
        FlightRecorderCounting counting = FlightRecorderCounting.start(
                telemetry,
                List.of(
                        CountingRule.durations("jdk.GarbageCollection/sumOfPauses", "1ms", "10ms", "100ms")
                                .tag("cause", "System.gc()")
                                .as("tool/gc"),
                        CountingRule.events("jdk.ClassLoadingStatistics/loadedClassCount")
                                .as("tool/classes"),
                        CountingRule.events("jdk.JavaExceptionThrow")
                                .tag("thrownClass", Odd.class.getName())
                                .as("tool/thrown:{thrownClass}"),
                        CountingRule.events("jdk.JavaExceptionThrow")
                                .tag("thrower", FlightRecorderCountingTest.class.getName())
                                .as("tool/thrower:{thrower}"),
                        CountingRule.events("org.example.Compile")
                                .tag("language", "java", "kotlin")
                                .as("tool/compile:{language}"),
                        CountingRule.durations("org.example.Compile", "1us", "1h")
                                .as("tool/compile-time"),
                        CountingRule.numbers("org.example.Compile/files", "10", "100")
                                .as("tool/files")));
        assertThat(counting.whyNotCounting()).isEmpty();
        return counting;
    }

    private static void happen() {
        for (int i = 0; i < 40; i++) {
            Compile compile = new Compile();
            compile.begin();
            compile.language = List.of("java", "scala").get(i % 2);
            compile.files = i * 5;
            compile.commit();
            try {
                throw i < 30 ? new Odd() : new Unlisted();
            } catch (Odd | Unlisted e) {
                assertThat(e.getStackTrace()).isNotEmpty();
            }
        }
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
    }

    private static void expect(RecordedEvent event, Consumer<String> count) {
        switch (event.getEventType().getName()) {
            case "jdk.GarbageCollection" -> {
                if (event.getString("cause").equals("System.gc()")) {
                    count.accept("tool/gc:" + bucket(event.getDuration("sumOfPauses")));
                }
            }
            case "jdk.JavaExceptionThrow" -> {
                RecordedClass thrown = event.getValue("thrownClass");
                if (thrown.getName().equals(Odd.class.getName())) {
                    count.accept("tool/thrown:" + thrown.getName());
                }
                if (thrown.getName().startsWith(FlightRecorderCountingTest.class.getName())) {
                    count.accept("tool/thrower:" + FlightRecorderCountingTest.class.getName());
                }
            }
            case "org.example.Compile" -> {
                if (event.getString("language").equals("java")) {
                    count.accept("tool/compile:java");
                }
                count.accept("tool/compile-time:" + (event.getDuration().toNanos() < 1000 ? "<1us" : "<1h"));
                int files = event.getInt("files");
                count.accept("tool/files:" + (files < 10 ? "<10" : files < 100 ? "<100" : ">=100"));
            }
            default -> {
                return; // those of the recorder itself
            }
        }
    }

    private static String bucket(Duration pause) {
        long nanos = pause.toNanos();
        return nanos < 1_000_000 ? "<1ms" : nanos < 10_000_000 ? "<10ms" : nanos < 100_000_000 ? "<100ms" : ">=100ms";
    }

    /** The next recording in the same JVM does not count again what a sum had reached before. */
    @Test
    void sums_goOnWhereTheLastRecordingEnded() throws IOException {
        telemetry = start();
        counting().close();
        long before = counts().getOrDefault("tool/classes", 0L);
        long loaded = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        FlightRecorderCounting counting = counting();
        for (int i = 0; i < 20; i++) {
            ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {};
            Proxy.newProxyInstance(loader, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null);
        }
        counting.close();
        long more = counts().getOrDefault("tool/classes", 0L) - before;
        assertThat(more)
                .isBetween(20L, ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount() - loaded + 1000);
        assertThat(more).isLessThan(loaded);
    }

    @Test
    void start_inModeOff_recordsNothing() throws IOException {
        variables.put("LIMPID", "off");
        telemetry = start();
        FlightRecorderCounting counting = FlightRecorderCounting.start(
                telemetry, List.of(CountingRule.events("org.example.Compile").as("tool/compile")));
        assertThat(counting.whyNotCounting()).contains("the mode is off");
        new Compile().commit();
        counting.close();
        try (var files = Files.list(dir)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void fieldsThatAreNoNumbers_areRefused() {
        telemetry = start();
        FlightRecorderCounting counting = FlightRecorderCounting.start(
                telemetry,
                List.of(
                        CountingRule.numbers("org.example.Compile/language", "1")
                                .as("tool/language"),
                        CountingRule.numbers("org.example.Compile/nothing", "1").as("tool/nothing")));
        new Compile().commit();
        counting.close();
        assertThat(counting.refusals())
                .containsExactly(
                        "org.example.Compile/language is not a number in the event org.example.Compile",
                        "org.example.Compile/nothing is not a number in the event org.example.Compile");
        assertThat(counting.whyNotCounting()).isEqualTo("the recording has ended");
    }

    private Telemetry start() {
        return Telemetry.start(TelemetryOptions.builder()
                .home(TelemetryHome.at("telemetry.example.org", dir.resolve("home")))
                .program("org.example/tool", "1.0.0")
                .environment(
                        Environment.of(variables, Map.of(), dir.resolve("none").toFile()))
                .strict()
                .build());
    }

    private Map<String, Long> counts() throws IOException {
        telemetry.flush();
        Map<String, Long> counts = new TreeMap<>();
        for (CountedWeek week : CountedWeek.in(dir.resolve("home/local"))) {
            week.read().counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
        }
        return counts;
    }
}
