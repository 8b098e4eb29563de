package dev.limpid.uploader.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.file.SharedState;
import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long-running program's thread; the test says how many hours have passed. */
class ServiceLoopTest {

    private final List<Long> waits = new ArrayList<>();
    private EmbeddedHome home;

    @BeforeEach
    void makeHome(@TempDir Path folder) {
        home = new EmbeddedHome(folder);
    }

    @Test
    void endedWeek_isReportedOnceADay_whileTheModeCounts() throws IOException {
        Path local = home.local;
        Path report = home.report;
        Files.createDirectories(local.getParent());
        run(
                // a minute after the start: there is no home, and none is created
                () -> assertThat(local).doesNotExist(),
                // an hour later: a week has ended
                () -> {
                    assertThat(local).doesNotExist();
                    home.count();
                },
                () -> {
                    assertThat(report).exists();
                    assertThat(local.resolve("reporting.check")).exists();
                    assertThat(local.resolveSibling("collection.properties")).exists();
                    Files.delete(report);
                    home.count();
                },
                // it has already checked today
                () -> {
                    assertThat(report).doesNotExist();
                    aDayPasses(local);
                    Files.writeString(local.resolveSibling("mode"), "off\n");
                },
                // the user chose off
                () -> {
                    assertThat(report).doesNotExist();
                    Files.writeString(local.resolveSibling("mode"), "local\n");
                },
                () -> assertThat(report).exists());
        assertThat(waits)
                .startsWith(ServiceLoop.FIRST_CHECK, ServiceLoop.BETWEEN_CHECKS)
                .hasSize(7);
        assertThat(waits.subList(1, 7)).containsOnly(ServiceLoop.BETWEEN_CHECKS);
    }

    /** Once an hour, though it looked for ended weeks today already. */
    @Test
    void answersThatWait_areSentEachHour_ifTheUserAgreed() throws IOException {
        home.answerWaits();
        Files.createDirectories(home.file("debug"));
        Path log = home.file("debug/reporting.log");
        run(
                // the first look of the day, while something is to be done
                () -> home.count(),
                () -> {
                    assertThat(home.local.resolve("reporting.check")).exists();
                    Files.delete(log);
                },
                () -> {
                    assertThat(log).exists();
                    Files.delete(log);
                    home.write("mode", "local\n");
                },
                // now nothing may be sent
                () -> {
                    assertThat(log).doesNotExist();
                    home.answerWaits();
                },
                () -> {
                    assertThat(log).exists();
                    Files.delete(log);
                    Files.delete(home.file("local/2026-08-20.answers"));
                },
                // now nothing waits
                () -> assertThat(log).doesNotExist());
    }

    @Test
    void serviceThatRunsForSeconds_namesItsServer_inAHomeThatIsThere() throws IOException {
        Path server = home.file("collection.properties");
        run();
        assertThat(server).doesNotExist();
        Files.createDirectories(home.local);
        run();
        assertThat(server).content().contains("name=" + EmbeddedHome.COLLECTION);
        Files.delete(server);
        home.write("mode", "off\n");
        run();
        assertThat(server).doesNotExist();
    }

    @Test
    void failure_isNotNoticed_andTheNextCheckWorks() {
        List<String> looks = new ArrayList<>();
        List<String> reported = new ArrayList<>();
        ServiceLoop.Check check = () -> {
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
                        check,
                        failure -> {
                            reported.add(failure.getMessage());
                            throw new StackOverflowError("there is no memory to write it either");
                        })
                .run();
        assertThat(looks).containsExactly("look", "look", "look", "look", "look", "done");
        assertThat(waits).hasSize(6);
        assertThat(reported)
                .containsExactly(
                        "no such home",
                        "no such home",
                        "damaged",
                        "the jar is being replaced",
                        "or no memory is left for a moment");
    }

    /** A mode file that can never be read reports nothing for ever; a user who looks for the reason finds it. */
    @Test
    void failure_isLoggedIfTheUserMadeADebugFolder() throws IOException {
        TelemetryHome home = this.home.home();
        ReportingProcess.log(home, new IOException("mode: permission denied"));
        assertThat(home.debug()).doesNotExist();
        Files.createDirectories(home.debug());
        ReportingProcess.log(home, new IOException("mode: permission denied"));
        assertThat(home.debug().resolve("reporting.log"))
                .hasContent("failed: java.io.IOException: mode: permission denied");
    }

    /** As hosts do that interrupt all threads: the child keeps its time limit. */
    @Test
    void interruptedWatchdog_stillEndsTheProcess() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Thread watchdog = ReportingProcess.watchdog(Duration.ofMillis(200), ended::countDown);
        watchdog.start();
        watchdog.interrupt();
        watchdog.join();
        assertThat(ended.getCount()).isZero();
    }

    @Test
    void service_isClosed_andNothingElseEndsIt() {
        AtomicInteger looks = new AtomicInteger();
        ProgramReporting service = ProgramReporting.forService(() -> {}, looks::incrementAndGet, failure -> {});
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
        assertThat(looks).as("the minute is not over").hasValue(0);

        service.close();
        service.close();
        assertThat(thread.isAlive()).isFalse();
        assertThat(reporting()).isEmpty();
    }

    /** Its class loader is discarded next: nothing of it may still run then. */
    @Test
    void close_endsARequest_andWaitsUntilItHasEnded() throws Exception {
        Thread closing = Thread.currentThread();
        CountDownLatch requested = new CountDownLatch(1);
        AtomicBoolean givenUp = new AtomicBoolean();
        AtomicBoolean over = new AtomicBoolean();
        ProgramReporting service = ProgramReporting.forService(
                () -> {
                    try {
                        requested.countDown();
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        while (closing.getState() != Thread.State.TIMED_WAITING && !over.get()) {
                            Thread.onSpinWait();
                        }
                        givenUp.set(true);
                    }
                },
                () -> {},
                failure -> {});
        requested.await();
        Thread thread = reporting().orElseThrow();
        SharedState sharedState = (SharedState) Objects.requireNonNull(thread.getThreadGroup());
        service.close();
        boolean waited = givenUp.get();
        over.set(true);
        assertThat(waited).isTrue();
        assertThat(thread.isAlive()).isFalse();
        SharedState next = SharedState.take();
        next.leave();
        assertThat(next).as("nothing keeps the shared state").isNotSameAs(sharedState);
    }

    @Test
    void close_onAnInterruptedThread_leavesItInterrupted() throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        ProgramReporting service = ProgramReporting.forService(
                () -> {
                    requested.countDown();
                    boolean waits = true;
                    while (waits) {
                        try {
                            over.await();
                            waits = false;
                        } catch (InterruptedException e) {
                            waits = true; // a request that does not end
                        }
                    }
                },
                () -> {},
                failure -> {});
        requested.await();
        Thread thread = reporting().orElseThrow();
        Thread.currentThread().interrupt();
        service.close();
        boolean interrupted = Thread.interrupted();
        over.countDown();
        thread.join();
        assertThat(interrupted).isTrue();
    }

    private static Optional<Thread> reporting() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("limpid-report"))
                .findAny();
    }

    /** What happens outside while the loop waits: one step for each wait, and finally its end. */
    private interface Step {
        void run() throws IOException;
    }

    /** Runs the loop from the start of a service until the steps are over. */
    private void run(Step... steps) {
        waits.clear();
        // The loop survives whatever fails within it, so what fails here is thrown after its end.
        List<Throwable> failed = new ArrayList<>();
        ServiceLoop.Schedule schedule = millis -> {
            waits.add(millis);
            if (waits.size() > steps.length) {
                throw new InterruptedException("the test ends");
            }
            try {
                steps[waits.size() - 1].run();
            } catch (IOException | RuntimeException | Error e) {
                failed.add(e);
                throw new InterruptedException("the test fails");
            }
        };
        new ServiceLoop(
                        schedule,
                        ProgramReporting.startOfService(EmbeddedHome.identity(), home.environment()),
                        ProgramReporting.checkOfService(EmbeddedHome.identity(), home.environment()),
                        failed::add)
                .run();
        if (!failed.isEmpty()) {
            throw new AssertionError("step " + waits.size(), failed.get(0));
        }
    }

    private static void aDayPasses(Path local) {
        long yesterday = Instant.parse("2026-08-20T07:00:00Z").toEpochMilli();
        assertThat(local.resolve("reporting.check").toFile().setLastModified(yesterday))
                .isTrue();
    }
}
