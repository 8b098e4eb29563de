package dev.limpid.server.intake.limit;

import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.tlog.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Limits how much one network may send. It keeps only two sketches of salted counts; sketches and salt are discarded at
 * midnight UTC, so that afterwards nobody could tell from this memory who had sent. None of it is ever written to disk.
 * Safe for use by many threads: this object's monitor guards both sketches and their days.
 */
public final class SenderLimits {

    private static final int SALT_BYTES = 32;
    private static final int MINUTE_WIDTH = 1 << 14;
    private static final int DAY_WIDTH = 1 << 17;

    private final String what;
    private final int perMinute;
    private final int perDay;
    private final Clock clock;
    private final SecureRandom random;
    private final FloodEvents events;
    private final MessageDigest sha256 = Sha256.digest();
    private final byte[] salt = new byte[SALT_BYTES];
    private final CountSketch minute = new CountSketch(MINUTE_WIDTH);
    private final CountSketch day = new CountSketch(DAY_WIDTH);
    private long thisMinute = Long.MIN_VALUE;
    private LocalDate today = LocalDate.MIN;

    /** Receives refusals for the day. */
    public interface FloodEvents {

        /**
         * Something was refused because its network had used up its limit for the day.
         *
         * @param first whether it is the network's first refusal today
         */
        void refusedForTheDay(LocalDate day, boolean first);
    }

    /**
     * Starts with nothing sent.
     *
     * @param what the name of what is counted, in messages
     * @param perMinute how many of them a network may send in a minute, 0 for any number
     * @param perDay how many in a day, 0 for any number
     */
    public SenderLimits(String what, int perMinute, int perDay, Clock clock, SecureRandom random, FloodEvents events) {
        this.what = what;
        this.perMinute = perMinute;
        this.perDay = perDay;
        this.clock = clock;
        this.random = random;
        this.events = events;
    }

    /** Counts one from this sender; returns a refusal if that is one too many. */
    public synchronized Optional<Response> admit(Sender sender) {
        turn(clock.instant());
        long hash = hash(sender);
        if (perMinute > 0 && minute.add(hash) > perMinute) {
            return Optional.of(Refusals.later(
                    429,
                    "too-many-uploads",
                    "this network sent more than " + perMinute + " " + what + " within a minute, expected fewer",
                    60));
        }
        if (perDay > 0) {
            int count = day.add(hash);
            if (count > perDay) {
                events.refusedForTheDay(today, count == perDay + 1);
                return Optional.of(Refusals.later(
                        429,
                        "too-many-uploads-today",
                        "this network sent more than " + perDay + " " + what + " today, expected fewer",
                        24 * 60 * 60));
            }
        }
        return Optional.empty();
    }

    private void turn(Instant now) {
        LocalDate date = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!date.equals(today)) {
            today = date;
            random.nextBytes(salt);
            day.clear();
            minute.clear();
        }
        long minuteNow = Math.floorDiv(now.getEpochSecond(), 60L);
        if (minuteNow != thisMinute) {
            thisMinute = minuteNow;
            minute.clear();
        }
    }

    private long hash(Sender sender) {
        sha256.update(salt);
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(sender.prefix()).flip());
        return ByteBuffer.wrap(sha256.digest()).getLong();
    }
}
