package dev.limpid.uploader.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

    @Test
    void timeThatWasAskedFor_isWaited_andNobodyComesBackByItAlone() {
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
}
