package dev.limpid.server.http.limit;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many files a process may have open; connections count as files. If connections used all of them, nothing could be
 * stored or published, so a quarter is kept for files.
 *
 * @param limit the operating system's limit
 */
public record OpenFiles(long limit) {

    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    /** The limit of this process; unlimited if the system reports none. */
    public static OpenFiles ofThisProcess() {
        return new OpenFiles(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                        ? unix.getMaxFileDescriptorCount()
                        : Long.MAX_VALUE);
    }

    int forConnections() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, limit - limit / 4));
    }

    /** These limits, with no more connections than this process can open; fewer connections are logged. */
    public HttpLimits limit(HttpLimits wanted) {
        HttpLimits possible = wanted.within(this);
        if (possible.connections() < wanted.connections()) {
            LOG.warn(
                    "this process may have {} files open, too few for {} connections: {} are allowed, {} per network"
                            + " (ulimit -n, or LimitNOFILE in its unit, allows more)",
                    limit,
                    wanted.connections(),
                    possible.connections(),
                    possible.connectionsPerPrefix());
        }
        return possible;
    }
}
