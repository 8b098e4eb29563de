package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exceptions that nobody caught: each is counted once, and whatever else would happen happens. */
class UncaughtTest {
    private static final String HERE = UncaughtTest.class.getName();

    @TempDir
    Path folder;

    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        Thread.setDefaultUncaughtExceptionHandler(null);
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(err);
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void exception_isCounted_andPrintedAsTheJvmDoes() throws Exception {
        IllegalStateException crash = new IllegalStateException("what the user sees");
        try (Telemetry telemetry = start("a", HERE)) {
            die("dying", crash);
            assertThat(telemetry.isCounting()).isTrue();
        }

        assertThat(counts("a")).hasSize(1).containsValue(1L);
        assertThat(counts("a").firstKey())
                .startsWith("crash/crash\njava.lang.IllegalStateException.<init>:=0\n" + HERE + ".exception_isCounted");
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .contains("Exception in thread \"dying\" java.lang.IllegalStateException: what the user sees"
                        + System.lineSeparator() + "\tat " + HERE);
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isNull();
    }

    @Test
    void handlerOfTheProgram_isCalledInsteadOfPrinting_andIsBackAfterTheEnd() throws Exception {
        List<Throwable> handled = new ArrayList<>();
        Thread.UncaughtExceptionHandler own = (thread, crash) -> {
            handled.add(crash);
            Telemetry.countCrash(crash);
        };
        Thread.setDefaultUncaughtExceptionHandler(own);
        IllegalStateException crash = new IllegalStateException();
        try (Telemetry telemetry = start("a", HERE)) {
            die("dying", crash);
            die("dying", crash);
            assertThat(telemetry.isCounting()).isTrue();
        }

        assertThat(handled).containsExactly(crash, crash);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(counts("a")).hasSize(1).containsValue(1L);
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(own);
    }

    /** The JVM can throw the same one again and again. */
    @Test
    void outOfMemoryError_isCountedEachTime() throws Exception {
        OutOfMemoryError crash = new OutOfMemoryError();
        try (Telemetry telemetry = start("a", HERE)) {
            die("dying", crash);
            die("dying", crash);
            assertThat(telemetry.isCounting()).isTrue();
        }
        assertThat(counts("a")).hasSize(1).containsValue(2L);
    }

    @Test
    void program_thatWantsNoCrashes_countsNone() throws Exception {
        try (Telemetry telemetry = Telemetry.start(options("a", HERE).withoutCrashes())) {
            assertThat(Thread.getDefaultUncaughtExceptionHandler()).isNull();
            Program.running[0].accept(new IllegalStateException());
            assertThat(telemetry.isCounting()).isTrue();
        }
        assertThat(counts("a")).isEmpty();
    }

    @Test
    void crash_isThatOfTheProgramWhoseFrameIsNearest_andOfOneOnly() throws Exception {
        IllegalStateException crash = new IllegalStateException();
        crash.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.second.Main", "run", null, -1),
            new StackTraceElement("org.first.Main", "main", null, -1)
        });
        for (boolean told : new boolean[] {false, true}) {
            try (Telemetry first = start("first" + told, "org.first.");
                    Telemetry second = start("second" + told, "org.second.")) {
                if (told) {
                    Telemetry.countCrash(new IllegalStateException(copy(crash)));
                } else {
                    die("dying", crash);
                }
                assertThat(first.isCounting() && second.isCounting()).isTrue();
            }
            assertThat(counts("first" + told)).isEmpty();
            assertThat(counts("second" + told)).hasSize(1).containsValue(1L);
        }
    }

    private static Throwable copy(Throwable crash) {
        IllegalStateException copy = new IllegalStateException();
        copy.setStackTrace(crash.getStackTrace());
        return copy;
    }

    @Test
    void programsThatEndInAnyOrder_leaveTheHandlerThatWasThere() throws Exception {
        Thread.UncaughtExceptionHandler own = (thread, crash) -> {};
        Thread.setDefaultUncaughtExceptionHandler(own);
        Telemetry first = start("first", "org.first.");
        Telemetry second = start("second", "org.second.");
        first.close();
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isNotSameAs(own);
        second.close();
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(own);
    }

    @Test
    void stackOverflow_isCountedByItsCircleOfCalls() throws Exception {
        try (Telemetry telemetry = start("a", HERE)) {
            try {
                ping(1);
            } catch (StackOverflowError e) {
                Telemetry.countCrash(e);
            }
            assertThat(telemetry.isCounting()).isTrue();
        }
        assertThat(counts("a")).hasSize(1).containsValue(1L);
        assertThat(counts("a").firstKey())
                .isEqualTo("crash/crash\njava.lang.StackOverflowError.<init>:=0\n" + HERE + ".ping:+0\n" + HERE
                        + ".pong:+0");
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int ping(int n) {
        return pong(n + 1) + 1;
    }

    private static int pong(int n) {
        return ping(n + 1) + 1;
    }

    @Test
    void bug_isCountedByItsStack() throws Exception {
        try (Telemetry telemetry = start("a", HERE)) {
            Telemetry.countBug();
            telemetry.flush();
            assertThat(counts("a")).hasSize(1).containsValue(1L);
            assertThat(counts("a").firstKey()).startsWith("bug/bug\n" + HERE + ".bug_isCountedByItsStack:+1\n");
        }
    }

    private static void die(String name, Throwable crash) throws InterruptedException {
        Thread thread = new Thread(
                () -> {
                    UncaughtTest.<RuntimeException>sneak(crash);
                },
                name);
        thread.start();
        thread.join();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable crash) throws T {
        throw (T) crash;
    }

    private Telemetry start(String collection, String frames) {
        return Telemetry.start(options(collection, frames));
    }

    private TelemetryOptions options(String collection, String frames) {
        return TelemetryOptions.builder()
                .home(TelemetryHome.at(collection, folder.resolve(collection)))
                .environment(Environment.of(
                        Map.of(), Map.of(), folder.resolve("system").toFile()))
                .program("org.example/" + collection, "1.0.0")
                .ownPackages(frames);
    }

    private SortedMap<String, Long> counts(String collection) throws IOException {
        SortedMap<String, Long> counts = new TreeMap<>();
        if (Files.exists(folder.resolve(collection))) {
            try {
                for (CountedWeek week : CountedWeek.in(TelemetryHome.at(collection, folder.resolve(collection)))) {
                    counts.putAll(week.read().counts());
                }
            } catch (NoSuchFileException e) {
                return counts; // nothing was counted
            }
        }
        return counts;
    }
}
