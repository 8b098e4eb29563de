package dev.limpid.uploader.embed;

import java.io.IOException;

/**
 * What the thread of a long-running program does until it is interrupted: says at the start where the program belongs,
 * looks a minute later whether there is anything to report, then once an hour.
 */
final class ServiceLoop implements Runnable {

    static final long FIRST_LOOK = 60_000;
    static final long BETWEEN_LOOKS = 60L * 60 * 1000;

    /** Waits. */
    interface Schedule {
        void await(long millis) throws InterruptedException;
    }

    /** Looks whether there is anything to report, and reports it. */
    interface Look {
        void look() throws IOException;
    }

    private final Schedule schedule;
    private final Look start;
    private final Look look;

    /**
     * A loop.
     *
     * @param start is made once, at once: many a program is tried out for less than a minute
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
            // the program must not notice; the looks that follow do it, too
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
                wait = BETWEEN_LOOKS; // the program must not notice, short of memory or not; perhaps it works later
            }
        }
    }
}
