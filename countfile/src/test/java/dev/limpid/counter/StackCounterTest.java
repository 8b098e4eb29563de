package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether a stack that is recognised from its frames is counted under the name that a full reading gives: stacks that
 * repeat the previous one, begin like it, end where it continues, or differ from it only by a lambda or a reflective
 * call.
 */
class StackCounterTest {
    /** How a method of this test calls the next. */
    private static final List<Call> CALLS = List.of(
            StackCounterTest::directly,
            StackCounterTest::elsewhere,
            StackCounterTest::byLambda,
            StackCounterTest::byOneOfTwoLambdas,
            StackCounterTest::byReflection,
            StackCounterTest::byStream);

    private static final Map<String, Long> EXPECTED = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    private interface Call {
        void to(Choices next, int length) throws Exception;
    }

    /** The calls that make up a stack: the same for the same seed. */
    private static final class Choices {
        private final Random random;
        private final int kinds;

        private Choices(int seed, int kinds) {
            this.random = new Random(seed);
            this.kinds = kinds;
        }

        private int next() {
            return random.nextInt(kinds);
        }
    }

    private static StackCounter stacks = StackCounter.of("unset", 1);
    private static int depth;

    @ParameterizedTest
    @CsvSource({"3,6", "1,3", "2,6", "4,6", "8,6", "12,4", "64,6"})
    void eachStack_isCountedByItsName(int frames, int choices) throws Exception {
        begin(frames);
        try (Telemetry telemetry = start()) {
            // Some stacks follow one another, some come back later, some include the bottom of their thread.
            Random random = new Random(frames);
            for (int i = 0; i < 600; i++) {
                int seed = random.nextInt(40);
                for (int again = random.nextInt(3); again >= 0; again--) {
                    run(seed, choices);
                }
                if (i % 20 == 0) {
                    inThread(() -> run(seed, choices));
                }
            }
            assertThat(telemetry.isCounting()).isTrue();
        }

        assertThat(counted()).isEqualTo(new TreeMap<>(EXPECTED)).hasSizeGreaterThan(frames / 3);
    }

    @Test
    void threadsThatCountDifferentStacksAtOnce_mixNoneUp() throws Exception {
        begin(6);
        try (Telemetry telemetry = start()) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int first = i;
                Thread thread = new Thread(() -> {
                    for (int j = 0; j < 1000; j++) {
                        run(first + j % 7, 6);
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

        assertThat(counted()).isEqualTo(new TreeMap<>(EXPECTED));
    }

    private static void begin(int frames) {
        EXPECTED.clear();
        depth = frames;
        stacks = StackCounter.of("stack", frames);
    }

    private static void inThread(Runnable run) throws InterruptedException {
        Thread thread = new Thread(run);
        thread.start();
        thread.join();
    }

    private static void run(int seed, int choices) {
        next(new Choices(seed, choices), 2 + seed % 5);
    }

    private static void next(Choices path, int length) {
        if (length == 0) {
            event();
            return;
        }
        try {
            CALLS.get(path.next()).to(path, length - 1);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void event() {
        EXPECTED.merge(comparable(StackName.ofCaller("stack", depth)), 1L, Long::sum);
        stacks.increment();
    }

    /**
     * The name with all classes written out, without the line of the event: its two counts are on different lines.
     */
    private static String comparable(String name) {
        StringBuilder text = new StringBuilder();
        String owner = "";
        for (String frame : name.split("\n", -1)) {
            String whole = frame.startsWith("\".") ? owner + frame.substring(1) : frame;
            int method = whole.lastIndexOf('.', Math.max(0, whole.indexOf(':')));
            owner = method < 0 ? owner : whole.substring(0, method);
            text.append(whole).append('\n');
        }
        return text.toString().replaceFirst("\\.event:\\+\\d+", ".event");
    }

    private static void directly(Choices path, int length) {
        next(path, length);
    }

    /** Differs from the previous one only in its name. */
    static void likewise(Choices path, int length) {
        next(path, length);
    }

    @SuppressWarnings("DuplicateBranches") // two places that call the same method
    private static void elsewhere(Choices path, int length) {
        if (path.next() % 2 == 0) {
            next(path, length);
        } else {
            next(path, length);
        }
    }

    private static void byLambda(Choices path, int length) {
        Runnable call = () -> next(path, length);
        call.run();
    }

    private static void byOneOfTwoLambdas(Choices path, int length) {
        Runnable one = () -> directly(path, length);
        Runnable other = () -> byLambda(path, length);
        (path.next() % 2 == 0 ? one : other).run();
    }

    private static void byReflection(Choices path, int length) throws Exception {
        String method = path.next() % 2 == 0 ? "directly" : "likewise";
        StackCounterTest.class
                .getDeclaredMethod(method, Choices.class, int.class)
                .invoke(null, path, length);
    }

    private static void byStream(Choices path, int length) {
        Consumer<Integer> call = left -> next(path, left);
        Stream.of(length).filter(left -> left >= 0).map(left -> left).forEach(call);
    }

    private Telemetry start() {
        return Telemetry.start(TelemetryOptions.builder()
                .home(TelemetryHome.at("stacks.example.org", folder))
                .program("org.example/tool", "1.0.0")
                .ownPackages("dev.limpid.counter.StackCounterTest")
                .withoutCrashes()
                .build());
    }

    private Map<String, Long> counted() throws IOException {
        Map<String, Long> counted = new TreeMap<>();
        CountedWeek.in(TelemetryHome.at("stacks.example.org", folder))
                .get(0)
                .read()
                .counts()
                .forEach((name, count) -> counted.merge(comparable(name), count, Long::sum));
        return counted;
    }
}
