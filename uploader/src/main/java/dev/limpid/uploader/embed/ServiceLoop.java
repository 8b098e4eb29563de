package dev.limpid.uploader.embed;

import java.io.IOException;

/**
 * What the thread of a long-running program does until it is interrupted: at the start, it writes which collection the
 * program belongs to; a minute later and then once an hour, it checks whether there is anything to report. Only that
 * thread uses it; all fields are final.
 */
final class ServiceLoop implements Runnable {

    static final long FIRST_CHECK = 60_000;
    static final long BETWEEN_CHECKS = 60L * 60 * 1000;

    /** Waits between checks. */
    interface Schedule {
        void await(long millis) throws InterruptedException;
    }

    /** Checks whether there is anything to report, and reports it. */
    interface Check {
        void run() throws IOException;
    }

    /** Receives the reason why a check failed. The program must not notice the failure, but whoever looks for the reason must find it. */
    interface Failures {
        void report(Throwable failure);
    }

    private final Schedule schedule;
    private final Check start;
    private final Check check;
    private final Failures failures;

    /**
     * A loop.
     *
     * @param start runs once, at once: many programs are tried out for less than a minute
     */
    ServiceLoop(Schedule schedule, Check start, Check check, Failures failures) {
        this.schedule = schedule;
        this.start = start;
        this.check = check;
        this.failures = failures;
    }

    @Override
    public void run() {
        try {
            start.run();
        } catch (IOException | RuntimeException | Error e) {
            failed(e); // later checks do the same
        }
        long wait = FIRST_CHECK;
        while (true) {
            try {
                schedule.await(wait);
                wait = BETWEEN_CHECKS;
                check.run();
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException | Error e) {
                wait = BETWEEN_CHECKS; // a later check may succeed
                failed(e);
            }
        }
    }

    private void failed(Throwable failure) {
        try {
            failures.report(failure);
        } catch (RuntimeException | Error e) {
            return; // there is nowhere else to report it, such as while memory is short
        }
    }
}
