package dev.limpid.uploader.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long-running program's thread, with its hours passing as the test says. */
class ServiceLoopTest {

    private static final String COLLECTION = "telemetry.example.org";
    private static final Path VECTORS =
            Path.of(System.getProperty("limpid.root"), "spec/vectors/report/telemetry-dir/local");

    @TempDir
    Path folder;

    private final List<Long> waits = new ArrayList<>();

    @Test
    void endedWeek_isReportedOnceADay_whileTheModeCounts() throws IOException {
        Path local = folder.resolve(COLLECTION).resolve("local");
        Path report = local.resolve("local.2026-08-20.json");
        Files.createDirectories(folder.resolve(COLLECTION));
        run(
                // a minute after the start: there is no home, and none is made
                () -> assertThat(local).doesNotExist(),
                // an hour later: a week has ended
                () -> {
                    assertThat(local).doesNotExist();
                    countFiles(local);
                },
                () -> {
                    assertThat(report).exists();
                    assertThat(local.resolve("reporting.check")).exists();
                    assertThat(local.resolveSibling("collection.properties")).exists();
                    Files.delete(report);
                    countFiles(local);
                },
                // it looked today already
                () -> {
                    assertThat(report).doesNotExist();
                    aDayPasses(local);
                    Files.writeString(local.resolveSibling("mode"), "off\n");
                },
                // the user said off
                () -> {
                    assertThat(report).doesNotExist();
                    Files.writeString(local.resolveSibling("mode"), "local\n");
                },
                () -> assertThat(report).exists());
        assertThat(waits)
                .startsWith(ServiceLoop.FIRST_LOOK, ServiceLoop.BETWEEN_LOOKS)
                .hasSize(7);
        assertThat(waits.subList(1, 7)).containsOnly(ServiceLoop.BETWEEN_LOOKS);
    }

    @Test
    void serviceThatRunsForSeconds_namesItsServer_inAHomeThatIsThere() throws IOException {
        Path server = folder.resolve(COLLECTION).resolve("collection.properties");
        run();
        assertThat(server).doesNotExist();
        Files.createDirectories(folder.resolve(COLLECTION).resolve("local"));
        waits.clear();
        run();
        assertThat(server).content().contains("name=" + COLLECTION);
        Files.delete(server);
        Files.writeString(server.resolveSibling("mode"), "off\n");
        waits.clear();
        run();
        assertThat(server).doesNotExist();
    }

    @Test
    void failure_isNotNoticed_andTheNextLookWorks() {
        List<String> looks = new ArrayList<>();
        List<String> told = new ArrayList<>();
        ServiceLoop.Look look = () -> {
            looks.add("look");
            switch (looks.size()) {
                case 1 -> throw new IOException("no such home");
                case 2 -> throw new IllegalStateException("damaged");
                case 3 -> throw new NoClassDefFoundError("the jar is being replaced");
                case 4 -> throw new StackOverflowError("or no memory is left for a moment");
                default -> looks.add("done");
            }
        };
        new ServiceLoop(
                        millis -> {
                            waits.add(millis);
                            if (waits.size() == 6) {
                                throw new InterruptedException("the test ends");
                            }
                        },
                        () -> {
                            throw new IOException("no such home");
                        },
                        look,
                        failure -> {
                            told.add(failure.getMessage());
                            throw new StackOverflowError("there is no memory to write it either");
                        })
                .run();
        assertThat(looks).containsExactly("look", "look", "look", "look", "look", "done");
        assertThat(waits).hasSize(6);
        assertThat(told)
                .containsExactly(
                        "no such home",
                        "no such home",
                        "damaged",
                        "the jar is being replaced",
                        "or no memory is left for a moment");
    }

    /** A mode file that can never be read reports nothing for ever; a user who looks for the reason finds it. */
    @Test
    void failure_isWrittenForThoseWhoAsk() throws IOException {
        TelemetryHome home = TelemetryHome.at(COLLECTION, folder);
        ReportingProcess.tell(home, new IOException("mode: permission denied"));
        assertThat(home.debug()).doesNotExist();
        Files.createDirectories(home.debug());
        ReportingProcess.tell(home, new IOException("mode: permission denied"));
        assertThat(home.debug().resolve("reporting.log"))
                .hasContent("failed: java.io.IOException: mode: permission denied");
    }

    /** As hosts do that interrupt all threads: the child keeps its time limit. */
    @Test
    void interruptedWatchdog_endsTheProcessAllTheSame() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Thread watchdog = ReportingProcess.watchdog(Duration.ofMillis(200), ended::countDown);
        watchdog.start();
        watchdog.interrupt();
        watchdog.join();
        assertThat(ended.getCount()).isZero();
    }

    @Test
    void service_isClosed_andNothingElseEndsIt() {
        ProgramReporting service = ProgramReporting.forService(() -> {}, () -> {}, failure -> {});
        Thread thread = reporting().orElseThrow();
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isNull();
        assertThat(thread.getThreadGroup()).isNotEqualTo(Thread.currentThread().getThreadGroup());

        // As hosts do that interrupt all threads of a program at its end.
        thread.interrupt();
        while (thread.isAlive() && (thread.isInterrupted() || thread.getState() != Thread.State.TIMED_WAITING)) {
            Thread.onSpinWait();
        }
        assertThat(thread.isAlive()).isTrue();

        service.close();
        service.close();
        assertThat(thread.isAlive()).isFalse();
        assertThat(reporting()).isEmpty();
    }

    private static Optional<Thread> reporting() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("limpid-report"))
                .findAny();
    }

    /** What happens in the world while the loop waits: one step a wait, and at last its end. */
    private interface Step {
        void run() throws IOException;
    }

    private void run(Step... steps) {
        Map<String, String> variables = new HashMap<>();
        variables.put("LIMPID_DIR", folder.toString());
        variables.put("LIMPID_NOW", "2026-08-21T08:00:00Z");
        Environment environment =
                Environment.of(variables, Map.of(), folder.resolve("none").toFile());
        ServiceLoop.Schedule schedule = millis -> {
            waits.add(millis);
            if (waits.size() > steps.length) {
                throw new InterruptedException("the test ends");
            }
            try {
                steps[waits.size() - 1].run();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
        CollectionIdentity identity = CollectionIdentity.local(COLLECTION);
        new ServiceLoop(
                        schedule,
                        ProgramReporting.startOfService(identity, environment),
                        ProgramReporting.lookOfService(identity, environment),
                        failure -> {
                            throw new AssertionError(failure);
                        })
                .run();
    }

    private static void countFiles(Path local) throws IOException {
        Files.createDirectories(local);
        try (Stream<Path> files = Files.list(VECTORS)) {
            for (Path file : files.toList()) {
                Path copy = local.resolve(file.getFileName());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void aDayPasses(Path local) {
        long yesterday = Instant.parse("2026-08-20T07:00:00Z").toEpochMilli();
        assertThat(local.resolve("reporting.check").toFile().setLastModified(yesterday))
                .isTrue();
    }
}
