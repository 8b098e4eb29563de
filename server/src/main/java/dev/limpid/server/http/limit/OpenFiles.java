package dev.limpid.server.http.limit;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many files a process may have open, connections among them. Where connections take all of them nothing can be stored
 * or published any more, so a quarter is kept for files.
 *
 * @param most as the operating system says
 */
public record OpenFiles(long most) {

    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    /** Of this process; without a limit where the system tells of none. */
    public static OpenFiles ofThisProcess() {
        return new OpenFiles(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                        ? unix.getMaxFileDescriptorCount()
                        : Long.MAX_VALUE);
    }

    int forConnections() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, most - most / 4));
    }

    /** The limits as far as this process can keep them; fewer connections are told in the log. */
    public HttpLimits limit(HttpLimits wanted) {
        HttpLimits possible = wanted.within(this);
        if (possible.connections() < wanted.connections()) {
            LOG.warn(
                    "this process may have {} files open, too few for {} connections: {} are taken, {} of one network"
                            + " (ulimit -n, or LimitNOFILE in its unit, allows more)",
                    most,
                    wanted.connections(),
                    possible.connections(),
                    possible.connectionsPerPrefix());
        }
        return possible;
    }
}
