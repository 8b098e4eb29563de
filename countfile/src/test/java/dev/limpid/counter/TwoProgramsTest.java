package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import dev.limpid.countfile.CountingFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application, and a library that it uses, both count with one copy of this library. */
class TwoProgramsTest {
    @TempDir
    Path folder;

    /** An application's code. */
    static final class Application {
        static final Counter SAME = Counter.of("two/same");

        private Application() {}

        static void count() {
            SAME.increment();
            Counter.of("two/application").increment();
        }

        static void callLibrary() {
            Library.count();
        }

        static void crash() {
            Telemetry.countCrash(new IllegalStateException());
        }
    }

    /** A library's. */
    static final class Library {
        static final Counter SAME = Counter.of("two/same");
        static final StackCounter STACK = StackCounter.of("two/stack", 4);

        private Library() {}

        static void count() {
            SAME.increment();
            STACK.add(new IllegalStateException());
        }
    }

    /** Neither's. */
    static final class Stranger {
        private Stranger() {}

        static void count() {
            Counter.of("two/stranger").increment();
        }
    }

    @Test
    void programsOfTwoCollections_countSideBySide_eachItsOwnEvents() throws IOException {
        Application.count();
        try (Telemetry application = start("application.example.org", "Application");
                Telemetry library = start("library.example.org", "Library")) {
            assertThat(application.isCounting()).isTrue();
            assertThat(library.isCounting()).isTrue();
            for (int i = 0; i < 1000; i++) {
                Application.count();
                Application.callLibrary();
                Stranger.count();
            }
            Application.crash();
        }

        assertThat(counts("application.example.org"))
                .containsEntry("two/same", 1001L)
                .containsEntry("two/application", 1001L)
                .hasSize(3)
                .hasKeySatisfying(new Condition<>(
                        name -> name.matches("crash/crash\njava\\.\\S+Exception\\.<init>:=0\n"
                                + Pattern.quote(Application.class.getName())
                                + "\\.crash:\\+0\nhidden(?s:.*)"),
                        "crash of the application"));
        assertThat(counts("library.example.org"))
                .containsEntry("two/same", 1000L)
                .hasSize(2)
                .hasKeySatisfying(new Condition<>(
                        name -> name.startsWith("two/stack\n" + Library.class.getName() + ".count:+1\nhidden"),
                        "stack of the library, the application's frames hidden"));
    }

    @Test
    void library_thatIsOff_countsNothing_whileTheApplicationDoes() throws IOException {
        Path library = folder.resolve("library.example.org");
        Files.createDirectories(library);
        Files.writeString(library.resolve("mode"), "off");
        try (Telemetry application = start("application.example.org", "Application");
                Telemetry other = start("library.example.org", "Library")) {
            assertThat(application.isCounting()).isTrue();
            assertThat(other.isCounting()).isFalse();
            Application.count();
            Application.callLibrary();
        }

        assertThat(counts("application.example.org")).containsOnlyKeys("two/same", "two/application");
        assertThat(library).isDirectoryContaining(file -> file.endsWith("mode"));
        assertThat(library.resolve("local")).doesNotExist();
    }

    @Test
    void library_thatStartsLater_hasItsEventsFromThenOn_andTheApplicationAllOfItsOwn() throws IOException {
        try (Telemetry application = start("application.example.org", "Application")) {
            while (!Application.SAME.isMapped()) {
                Application.SAME.increment();
                Thread.onSpinWait();
            }
            Library.count();
            try (Telemetry library = start("library.example.org", "Library")) {
                Library.count();
                Application.callLibrary();
                assertThat(library.isCounting()).isTrue();
            }
            application.flush();
            long before = counts("application.example.org").getOrDefault("two/same", 0L);
            Application.SAME.increment();
            application.flush();
            assertThat(counts("application.example.org")).containsEntry("two/same", before + 1);
        }
        assertThat(counts("library.example.org")).containsEntry("two/same", 2L);
    }

    @Test
    void library_thatCountsAfterItsEnd_hasTheseEventsOnceItStartsAgain_andNobodyElseHas() throws IOException {
        try (Telemetry library = start("library.example.org", "Library")) {
            Library.SAME.increment();
            assertThat(library.isCounting()).isTrue();
        }
        Library.SAME.increment();
        try (Telemetry application = start("application.example.org", "Application")) {
            Application.count();
            assertThat(application.isCounting()).isTrue();
        }
        try (Telemetry library = start("library.example.org", "Library")) {
            assertThat(library.isCounting()).isTrue();
        }

        assertThat(counts("application.example.org"))
                .containsEntry("two/same", 1L)
                .containsOnlyKeys("two/same", "two/application");
        assertThat(counts("library.example.org")).containsEntry("two/same", 2L);
    }

    @Test
    void library_thatEnded_andCountsWhileTheApplicationRuns_hasTheseEventsAtItsNextStart_andNobodyElseHas()
            throws IOException {
        try (Telemetry application = start("application.example.org", "Application")) {
            try (Telemetry library = start("library.example.org", "Library")) {
                Library.count();
                assertThat(library.isCounting()).isTrue();
            }
            Application.count();
            for (int i = 0; i < 3; i++) {
                Application.callLibrary();
            }
            Application.count();
            application.flush();
            assertThat(counts("library.example.org"))
                    .containsEntry("two/same", 1L)
                    .hasSize(2);
            try (Telemetry library = start("library.example.org", "Library")) {
                assertThat(library.isCounting()).isTrue();
            }
        }

        assertThat(counts("application.example.org")).isEqualTo(Map.of("two/same", 2L, "two/application", 2L));
        assertThat(counts("library.example.org"))
                .containsEntry("two/same", 4L)
                .hasSize(2)
                .allSatisfy((name, events) -> assertThat(events).isEqualTo(4))
                .hasKeySatisfying(new Condition<>(
                        name -> name.startsWith("two/stack\n" + Library.class.getName() + ".count:+1\nhidden"),
                        "stack of the library, whose frames it says"));
    }

    @Test
    void library_thatEnded_hasNothingWhereItStartsForAnotherCollection() throws IOException {
        try (Telemetry application = start("application.example.org", "Application")) {
            try (Telemetry library = start("library.example.org", "Library")) {
                assertThat(library.isCounting()).isTrue();
            }
            Library.count();
            try (Telemetry elsewhere = start("elsewhere.example.org", "Library")) {
                assertThat(elsewhere.isCounting()).isTrue();
                Application.count();
            }
            assertThat(application.isCounting()).isTrue();
        }
        try (Telemetry library = start("library.example.org", "Library")) {
            assertThat(library.isCounting()).isTrue();
        }

        assertThat(counts("elsewhere.example.org")).isEmpty();
        assertThat(counts("library.example.org")).containsEntry("two/same", 1L);
        assertThat(counts("application.example.org")).isEqualTo(Map.of("two/same", 1L, "two/application", 1L));
    }

    @Test
    void programsThatCountUnderOneName_beforeEitherStarts_haveTheirOwnEventsEach() throws IOException {
        Library.count();
        Application.count();
        Application.count();
        try (Telemetry library = start("library.example.org", "Library");
                Telemetry application = start("application.example.org", "Application")) {
            assertThat(library.isCounting()).isTrue();
            assertThat(application.isCounting()).isTrue();
        }

        assertThat(counts("library.example.org")).containsEntry("two/same", 1L);
        assertThat(counts("application.example.org")).containsEntry("two/same", 2L);
    }

    @Test
    void program_startedTwice_endsWithItsLastClose() throws IOException {
        Telemetry first = start("application.example.org", "Application");
        Telemetry second = start("application.example.org", "Application");
        Application.count();
        first.close();
        first.close();
        assertThat(first.isCounting()).isFalse();
        assertThat(second.isCounting()).isTrue();
        Application.count();
        second.close();

        assertThat(counts("application.example.org")).containsEntry("two/same", 2L);
        assertThat(Program.running).isEmpty();
    }

    @Test
    void version_withASpace_isSaidToWhoeverAsks_andCountsNowhere() throws IOException {
        try (Telemetry application = start("application.example.org", "Application")) {
            Telemetry refused = Telemetry.start(options("library.example.org", "Library")
                    .program("org.example/library", "1.0 (build 5)")
                    .build());

            assertThat(refused.isCounting()).isFalse();
            assertThat(refused.whyNotCounting())
                    .isEqualTo("counting could not start: the program's version is \"1.0 (build 5)\", expected 1 to 100"
                            + " characters without white space");
            assertThat(application.whyNotCounting()).isEmpty();
        }

        assertThat(CountingFailure.of(home("library.example.org")))
                .singleElement()
                .satisfies(countingFailure ->
                        assertThat(countingFailure.sentence()).contains("\"1.0 (build 5)\""));
    }

    private Telemetry start(String collection, String ownClass) {
        return Telemetry.start(options(collection, ownClass).build());
    }

    private TelemetryOptions options(String collection, String ownClass) {
        return TelemetryOptions.builder()
                .home(home(collection))
                .environment(Environment.of(
                        Map.of(), Map.of(), folder.resolve("system").toFile()))
                .program("org.example/" + ownClass, "1.0.0")
                .ownPackages(TwoProgramsTest.class.getName() + "$" + ownClass);
    }

    private TelemetryHome home(String collection) {
        return TelemetryHome.at(collection, folder.resolve(collection));
    }

    private Map<String, Long> counts(String collection) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        try {
            for (CountedWeek week : CountedWeek.in(home(collection))) {
                week.read().counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
            }
        } catch (NoSuchFileException e) {
            return counts;
        }
        return counts;
    }
}
