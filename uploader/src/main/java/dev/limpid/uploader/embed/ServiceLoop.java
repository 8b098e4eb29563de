package dev.limpid.uploader.embed;

import java.io.IOException;

/**
 * What the thread of a long-running program does until it is interrupted: at the start, it writes which collection the
 * program belongs to; a minute later and then once an hour, it checks whether there is anything to report. Only that
 * thread uses it; all fields are final.
 */
final class ServiceLoop implements Runnable {

    static final long FIRST_LOOK = 60_000;
    static final long BETWEEN_LOOKS = 60L * 60 * 1000;

    /** Waits between the looks. */
    interface Schedule {
        void await(long millis) throws InterruptedException;
    }

    /** Checks whether there is anything to report, and reports it. */
    interface Check {
        void look() throws IOException;
    }

    /** Is told why a look failed. The program must not notice; whoever looks for the reason must find it. */
    interface Failures {
        void tell(Throwable failure);
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
            start.look();
        } catch (IOException | RuntimeException | Error e) {
            failed(e); // later looks do the same
        }
        long wait = FIRST_LOOK;
        while (true) {
            try {
                schedule.await(wait);
                wait = BETWEEN_LOOKS;
                check.look();
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException | Error e) {
                wait = BETWEEN_LOOKS; // a later look may succeed
                failed(e);
            }
        }
    }

    private void failed(Throwable failure) {
        try {
            failures.tell(failure);
        } catch (RuntimeException | Error e) {
            return; // there is nowhere else to report it, such as while memory is short
        }
    }
}
