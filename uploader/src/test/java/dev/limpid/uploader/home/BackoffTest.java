package dev.limpid.uploader.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

    @Test
    void requestedWait_isObeyed_andARandomTimeIsAdded() {
        Random random = new Random(15);
        for (Duration asked : new Duration[] {Duration.ofSeconds(1), Duration.ofHours(3), Duration.ofDays(7)}) {
            Set<Duration> waited = new HashSet<>();
            for (int machine = 0; machine < 50; machine++) {
                Backoff next = Backoff.NONE.afterFailure(NOW, Optional.of(asked), random);
                waited.add(Duration.between(NOW, next.notBefore()));
            }
            assertThat(waited).as("asked for %s", asked).hasSizeGreaterThan(40);
            Duration mostThatIsHeeded = Duration.ofDays(6);
            Duration least = asked.compareTo(mostThatIsHeeded) > 0 ? mostThatIsHeeded : asked;
            assertThat(waited).allMatch(wait -> wait.compareTo(least) > 0 && wait.compareTo(Backoff.LONGEST) <= 0);
        }
    }

    /** Of a drawn share of the wait's upper half, this is the least and this the most. */
    private static final RandomGenerator LEAST = () -> 0L;

    private static final RandomGenerator MOST = () -> -1L;

    private static Duration wait(int failures, RandomGenerator random) {
        return Duration.between(
                NOW,
                new Backoff(failures, NOW)
                        .afterFailure(NOW, Optional.empty(), random)
                        .notBefore());
    }

    @Test
    void wait_doublesFromAnHourToADay_andIsDrawnFromItsUpperHalf() {
        int[] hours = {1, 2, 4, 8, 16, 24, 24, 24};
        for (int failures = 0; failures < hours.length; failures++) {
            Duration most = Duration.ofHours(hours[failures]);
            assertThat(wait(failures, LEAST)).isEqualTo(most.dividedBy(2));
            assertThat(wait(failures, MOST)).isBetween(most.minusMillis(2), most);
        }
        assertThat(wait(Integer.MAX_VALUE, LEAST)).isEqualTo(Duration.ofHours(12));
    }

    @Test
    void failures_areCounted_upToAThousand() {
        assertThat(new Backoff(7, NOW)
                        .afterFailure(NOW, Optional.empty(), LEAST)
                        .failures())
                .isEqualTo(8);
        assertThat(new Backoff(Integer.MAX_VALUE, NOW)
                        .afterFailure(NOW, Optional.empty(), LEAST)
                        .failures())
                .isEqualTo(1001);
    }

    @Test
    void server_isNotContactedBeforeItsTime_unlessThatIsTooFarAhead() {
        assertThat(Backoff.NONE.mustWait(NOW)).isFalse();
        assertThat(new Backoff(1, NOW).mustWait(NOW)).isFalse();
        assertThat(new Backoff(1, NOW.plusMillis(1)).mustWait(NOW)).isTrue();
        assertThat(new Backoff(1, NOW.plus(Backoff.LONGEST)).mustWait(NOW)).isTrue();
        assertThat(new Backoff(1, NOW.plus(Backoff.LONGEST).plusMillis(1)).mustWait(NOW))
                .as("stored by a clock that was ahead")
                .isFalse();
    }

    @Test
    void file_isReadAsItWasWritten_andADamagedOneIsNoFailure() {
        Backoff stored = new Backoff(3, NOW);
        assertThat(Backoff.parse(stored.text())).isEqualTo(stored);
        for (String damaged : List.of("", "failures: many\n", "not-before: tomorrow\n", "failures: 3", "nonsense\n")) {
            assertThat(Backoff.parse(damaged)).as(damaged).isEqualTo(Backoff.NONE);
        }
    }
}
