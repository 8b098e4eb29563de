package dev.limpid.uploader.embed;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import java.io.File;
import java.io.IOException;

/**
 * When a process last checked whether there is anything to report: the modification time of an empty file. This runs at
 * every program start, so nothing here may load more than it must.
 */
final class LastCheck {

    private static final long DAY = 24L * 60 * 60 * 1000;

    private final File local;
    private final File file;
    private final long now;

    LastCheck(TelemetryHome home, Environment environment) {
        this.local = home.localAsFile();
        this.file = new File(local, "reporting.check");
        this.now = System.currentTimeMillis() + home.clockOffset(environment);
    }

    /** Whether a day has passed since the last check, or the clock was moved back. */
    boolean isDue() {
        long last = file.lastModified(); // 0 if there is none
        return local.isDirectory() && (last == 0 || now - last >= DAY || last > now);
    }

    /** Records that a process has checked now. */
    void note() throws IOException {
        if (file.isFile() || file.createNewFile()) {
            file.setLastModified(now);
        }
    }
}
