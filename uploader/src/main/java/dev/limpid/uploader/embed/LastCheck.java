package dev.limpid.uploader.embed;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import java.io.File;
import java.io.IOException;

/**
 * When some process last looked whether there is anything to report: the time of an empty file. On the way of every
 * program's start, so nothing here may load more than it must.
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

    /** Whether a day has passed, or the clock was moved back since. */
    boolean isDue() {
        long last = file.lastModified(); // 0 if there is none
        return local.isDirectory() && (last == 0 || now - last >= DAY || last > now);
    }

    /** Notes that somebody looked now. */
    void note() throws IOException {
        if (file.isFile() || file.createNewFile()) {
            file.setLastModified(now);
        }
    }
}
