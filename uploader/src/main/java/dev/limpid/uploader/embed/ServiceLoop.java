package dev.limpid.uploader.embed;

import java.io.IOException;

/**
 * What the thread of a long-running program does until it is interrupted: at the start, it writes which collection the
 * program belongs to; a minute later and then once an hour, it checks whether there is anything to report.
 */
final class ServiceLoop implements Runnable {

    static final long FIRST_LOOK = 60_000;
    static final long BETWEEN_LOOKS = 60L * 60 * 1000;

    /** Waits between the looks. */
    interface Schedule {
        void await(long millis) throws InterruptedException;
    }

    /** Checks whether there is anything to report, and reports it. */
    interface Look {
        void look() throws IOException;
    }

    private final Schedule schedule;
    private final Look start;
    private final Look look;

    /**
     * A loop.
     *
     * @param start runs once, at once: many programs are tried out for less than a minute
     */
    ServiceLoop(Schedule schedule, Look start, Look look) {
        this.schedule = schedule;
        this.start = start;
        this.look = look;
    }

    @Override
    public void run() {
        try {
            start.look();
        } catch (IOException | RuntimeException | Error e) {
            // the program must not notice; later looks do the same
        }
        long wait = FIRST_LOOK;
        while (true) {
            try {
                schedule.await(wait);
                wait = BETWEEN_LOOKS;
                look.look();
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException | Error e) {
                wait = BETWEEN_LOOKS; // the program must not notice, even if memory is short; a later look may succeed
            }
        }
    }
}
