package dev.limpid.server.runtime;

import dev.limpid.server.file.DisposableLines;
import dev.limpid.server.file.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time for decisions that cannot be undone: publishing a week for the last time, dropping answers, forgetting keys,
 * dating a head of the log. With a clock that is wrong for a single run, all of these would happen to weeks that are
 * still being answered. So a clock that has leapt ahead since the last look is not trusted at once: until it has run on
 * for a day, the trusted time stays what it was. The same happens after days out of service; then weeks are published a
 * day later. A clock that is set back is followed at once. Safe for use by many threads: this object's monitor guards
 * the fields.
 *
 * <p>A file of one line keeps it across restarts: the last look at the clock, the trusted time, and when the clock
 * leapt, or {@code -}. Without the file, the time at which the log's newest head was signed counts as the last look;
 * without a head, the first look is trusted.
 */
public final class TrustedTime extends Clock {

    public static final String FILE = "clock.txt";

    /** The clock of a working server never advances further than this between two runs. */
    static final Duration LEAP = Duration.ofDays(2);

    /** How long a clock that has leapt must run on before it is trusted. */
    static final Duration PROBATION = Duration.ofDays(1);

    /** Clocks are set back a little all the time. */
    private static final Duration SET_BACK = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(TrustedTime.class);

    /** As {@link Instant#toString} writes it, also for a year of five digits. */
    private static final String TIME = "([+0-9TZ:.-]{1,40})";

    private static final Pattern LINE = Pattern.compile(TIME + " " + TIME + " " + TIME);

    /** No clock shows a later time, and adding to {@link Instant#MAX} would fail. */
    private static final Instant LATEST = Instant.parse("+99999-01-01T00:00:00Z");

    private final Path file;
    private final Clock machine;
    private @Nullable Instant seen;
    private @Nullable Instant trusted;
    private @Nullable Instant leapt;

    /**
     * Reads the file, if it exists.
     *
     * @param machine the clock to judge
     * @param lastSigned when the log's newest head was signed; used if there is no file
     */
    public TrustedTime(Path file, Clock machine, Optional<Instant> lastSigned) {
        this.file = file;
        this.machine = machine;
        DisposableLines.forEachLine(file, LINE, fields -> {
            Instant at = time(fields.group(1));
            Instant by = time(fields.group(2));
            leapt = fields.group(3).equals("-") ? null : time(fields.group(3));
            seen = at;
            trusted = by;
        });
        if (seen == null) {
            seen = lastSigned.orElse(null);
            trusted = seen;
        }
    }

    private static Instant time(String text) {
        Instant time = Instant.parse(text);
        if (time.isAfter(LATEST)) {
            throw new DateTimeException(text + " is later than any clock shows");
        }
        return time;
    }

    /** Looks at the clock. */
    @Override
    public synchronized Instant instant() {
        Instant now = machine.instant();
        Instant last = seen;
        Instant before = trusted;
        seen = now;
        if (last == null || before == null || !isFarAhead(now, before)) {
            return trust(now);
        }
        Instant since = leapt;
        if (now.isAfter(last.plus(LEAP)) || now.isBefore(last.minus(SET_BACK))) {
            since = now;
            LOG.warn(
                    "the clock showed {} when it was last read and shows {} now: until it has run for another day,"
                            + " only what was due at {} is published for the last time, dropped or dated ({})",
                    last,
                    now,
                    before,
                    file);
        } else if (since == null || since.isAfter(now)) {
            since = now; // only an edited file can contain this
        }
        leapt = since;
        return now.isBefore(since.plus(PROBATION)) ? before : trust(now);
    }

    private Instant trust(Instant now) {
        if (leapt != null) {
            LOG.warn("the clock is trusted again: it is {} ({})", now, file);
        }
        leapt = null;
        trusted = now;
        return now;
    }

    /** Trusts the clock at once: the operator said that it is right. */
    public synchronized void trustClock() {
        Instant now = machine.instant();
        seen = now;
        trust(now);
    }

    /** Whether the clock has leapt ahead and is not trusted yet. */
    public synchronized boolean isInDoubt() {
        return leapt != null;
    }

    /** The trusted day, in UTC. */
    public LocalDate today() {
        return LocalDate.ofInstant(instant(), ZoneOffset.UTC);
    }

    private static boolean isFarAhead(Instant now, Instant trusted) {
        LocalDate day = LocalDate.ofInstant(trusted, ZoneOffset.UTC);
        return now.isAfter(
                day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).plus(LEAP));
    }

    /** Writes the file. */
    public synchronized void save() throws IOException {
        String text = seen + " " + trusted + " " + (leapt == null ? "-" : leapt) + "\n";
        if (trusted != null) {
            DurableFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Always in UTC. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
