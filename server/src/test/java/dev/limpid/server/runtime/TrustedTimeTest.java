package dev.limpid.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock that is wrong for a while closes no week. */
class TrustedTimeTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOON);
    private TrustedTime time = new TrustedTime(Path.of("unused"), clock, Optional.empty());

    @BeforeEach
    void open() {
        open(Optional.empty());
    }

    private void open(Optional<Instant> lastSigned) {
        time = new TrustedTime(folder.resolve(TrustedTime.FILE), clock, lastSigned);
    }

    private Instant at(Instant now) {
        clock.set(now);
        return time.instant();
    }

    @Test
    void clockThatGoesOn_isBelieved() {
        for (Instant now = NOON; now.isBefore(NOON.plus(Duration.ofDays(9))); now = now.plus(Duration.ofHours(7))) {
            assertThat(at(now)).isEqualTo(now);
        }
        Instant weekend = NOON.plus(Duration.ofDays(9)).plus(TrustedTime.LEAP);
        assertThat(at(weekend)).isEqualTo(weekend);
    }

    @Test
    void firstLook_isBelieved() {
        assertThat(at(NOON)).isEqualTo(NOON);
    }

    @Test
    void leapThatIsSetRight_changesNothing() {
        at(NOON);
        Instant wrong = NOON.plus(Duration.ofDays(45));
        assertThat(at(wrong)).isEqualTo(NOON);
        assertThat(at(wrong.plus(HOUR))).isEqualTo(NOON);
        assertThat(at(NOON.plus(HOUR))).isEqualTo(NOON.plus(HOUR));
        assertThat(at(NOON.plus(DAY))).isEqualTo(NOON.plus(DAY));
        assertThat(at(wrong.plus(DAY).plus(HOUR))).as("a new leap").isEqualTo(NOON.plus(DAY));
    }

    @Test
    void leapThatLasts_isBelievedAfterADay() {
        at(NOON);
        Instant later = NOON.plus(Duration.ofDays(30));
        for (Duration past = Duration.ZERO; past.compareTo(TrustedTime.PROBATION) < 0; past = past.plus(HOUR)) {
            assertThat(at(later.plus(past))).isEqualTo(NOON);
        }
        assertThat(at(later.plus(DAY))).isEqualTo(later.plus(DAY));
        assertThat(at(later.plus(DAY).plus(HOUR))).isEqualTo(later.plus(DAY).plus(HOUR));
    }

    /** For example, one that is set again at each start. */
    @Test
    void leapAfterLeap_beginsTheDayAnew() {
        at(NOON);
        for (int month = 1; month < 12; month++) {
            assertThat(at(NOON.plus(Duration.ofDays(30L * month)))).isEqualTo(NOON);
        }
    }

    @Test
    void clockThatGoesBack_isFollowed() {
        at(NOON);
        Instant before = NOON.minus(Duration.ofDays(400));
        assertThat(at(before)).isEqualTo(before);
        assertThat(at(NOON)).isEqualTo(before);
        assertThat(at(NOON.plus(DAY))).isEqualTo(NOON.plus(DAY));
    }

    @Test
    void note_outlivesTheProcess() throws Exception {
        at(NOON);
        time.save();
        open();
        Instant later = NOON.plus(Duration.ofDays(30));
        assertThat(at(later)).isEqualTo(NOON);
        time.save();
        open();
        assertThat(at(later.plus(HOUR))).isEqualTo(NOON);
        time.save();
        open();
        assertThat(at(later.plus(DAY))).isEqualTo(later.plus(DAY));
    }

    /** With a clock that is ahead, which nobody believes just because there is no note. */
    @Test
    void withoutANote_theLastHeadTellsWhatTimeItWas() throws Exception {
        Instant ahead = NOON.plus(Duration.ofDays(365));
        for (String note : List.of(
                "",
                "\n",
                "2026-13-25T12:00:00Z 2026-11-25T12:00:00Z -\n",
                "2026-11-25T12:00:00Z 2026-11-25 -\n",
                "+1000000000-12-31T23:59:59.999999999Z +1000000000-12-31T23:59:59.999999999Z -\n",
                "\u0000".repeat(4096))) {
            Files.writeString(folder.resolve(TrustedTime.FILE), note);
            open(Optional.of(NOON));
            assertThat(at(ahead)).as(note).isEqualTo(NOON);
            assertThat(time.isInDoubt()).isTrue();
            assertThat(at(NOON.plus(HOUR))).as(note).isEqualTo(NOON.plus(HOUR));
            assertThat(time.isInDoubt()).isFalse();
        }
        Files.delete(folder.resolve(TrustedTime.FILE));
        open(Optional.of(NOON));
        assertThat(at(ahead)).isEqualTo(NOON);
        open(Optional.of(ahead));
        assertThat(at(NOON)).as("a head from the future delays nobody").isEqualTo(NOON);
    }

    @Test
    void noteFromTheFuture_holdsNobodyUp() throws Exception {
        Instant ahead = NOON.plus(Duration.ofDays(365));
        for (String note : List.of(
                ahead + " " + ahead + " -\n",
                ahead + " " + NOON + " " + ahead + "\n",
                NOON + " " + NOON + " " + ahead + "\n")) {
            Files.writeString(folder.resolve(TrustedTime.FILE), note);
            open();
            assertThat(at(NOON.plus(HOUR))).as(note).isEqualTo(NOON.plus(HOUR));
            Files.writeString(folder.resolve(TrustedTime.FILE), note);
            open();
            Instant later = NOON.plus(Duration.ofDays(11));
            at(later);
            at(later.plus(Duration.ofHours(12)));
            assertThat(at(later.plus(DAY))).as(note).isEqualTo(later.plus(DAY));
        }
    }

    @Test
    void yearOfFiveDigits_isNotedAndReadAgain() throws Exception {
        at(NOON);
        Instant far = Instant.parse("+12026-11-25T12:00:00Z");
        assertThat(at(far)).isEqualTo(NOON);
        time.save();
        open();
        assertThat(at(far.plus(HOUR))).isEqualTo(NOON);
    }

    @Test
    void clockThatSomebodyVouchesFor_isBelievedAtOnce() {
        at(NOON);
        Instant later = NOON.plus(Duration.ofDays(30));
        assertThat(at(later)).isEqualTo(NOON);
        time.trustClock();
        assertThat(time.instant()).isEqualTo(later);
        assertThat(time.today()).isEqualTo("2026-12-25");
    }
}
