package dev.limpid.uploader.embed;

import java.io.IOException;

/** What the thread of a long-running program does: looks a minute after the start, then once an hour, until it is interrupted. */
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
    private final Look look;

    ServiceLoop(Schedule schedule, Look look) {
        this.schedule = schedule;
        this.look = look;
    }

    @Override
    public void run() {
        long wait = FIRST_LOOK;
        while (true) {
            try {
                schedule.await(wait);
                wait = BETWEEN_LOOKS;
                look.look();
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException | LinkageError e) {
                wait = BETWEEN_LOOKS; // the program must not notice; perhaps it works later
            }
        }
    }
}
