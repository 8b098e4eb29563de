package dev.limpid.server.log;

import dev.limpid.tlog.module.ModuleRecord;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs the heads of an idle log again once a day, so that clients can distinguish an idle log from a mirror that is
 * stuck. Checks every hour, and then also tries again to publish what waits for witnesses.
 *
 * <p>Safe for use by many threads; this object's monitor guards {@code renewed} and {@code closed}.
 */
public final class HeadRenewal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeadRenewal.class);
    private static final Duration EVERY = Duration.ofDays(1);

    private final CollectionLog log;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "head-renewal");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> looking;
    private Instant renewed;
    private boolean closed;

    private HeadRenewal(CollectionLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
        this.renewed = clock.instant();
        this.looking = timer.scheduleWithFixedDelay(this::renewIfDue, 1, 1, TimeUnit.HOURS);
    }

    /** Starts the renewal for a log that was just opened and has signed its heads. */
    public static HeadRenewal start(CollectionLog log, Clock clock) {
        return new HeadRenewal(log, clock);
    }

    /** Renews the heads if they are due. */
    synchronized void renewIfDue() {
        if (closed) {
            return; // the log may be closed, too
        }
        try {
            Instant now = clock.instant();
            boolean waiting = log.config().unpublishedEntries() + log.data().unpublishedEntries() > 0;
            // If the clock was ahead at the last renewal, that time does not say when the next is due.
            boolean isNew = !now.isBefore(renewed) && renewed.plus(EVERY).isAfter(now);
            if (!waiting && isNew) {
                return;
            }
            log.renewHeads();
            renewed = now;
            if (waiting && log.config().unpublishedEntries() == 0) {
                LOG.info(
                        "{}: published what had waited for witnesses; the newest configuration is {}",
                        log.collection(),
                        log.config().newest().map(ModuleRecord::version).orElseThrow());
            }
        } catch (IOException | RuntimeException | Error e) {
            // An exception that leaves this method ends all renewal, and nobody would notice.
            LOG.error("the heads of {} could not be renewed, which will be retried", log.collection(), e);
        }
    }

    /** Ends the renewal, and waits for one that is under way: the log is closed next. */
    @Override
    public void close() {
        looking.cancel(false);
        timer.shutdown();
        synchronized (this) {
            closed = true;
        }
    }
}
