package dev.limpid.uploader.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a user can read about relays that were asked for the log. */
class RelayFailuresTest {

    private static final Instant NOW = Instant.parse("2026-11-28T02:00:00Z");
    private static final String ONE = "https://one.example.net/r";
    private static final String TWO = "https://two.example.net/r";
    private static final String BEFORE = " at 2026-11-21T02:00:00Z: it is down";

    private static LogSource relay(String url) {
        return new LogSource(
                (path, mostBytes) -> {
                    throw new IOException("nothing is fetched here");
                },
                Optional.of(url),
                false);
    }

    private static final LogSource LOG_ITSELF = LogSource.only((path, mostBytes) -> {
        throw new IOException("nothing is fetched here");
    });

    @Test
    void failuresOfKnownRelays_areKept_andOthersAreDropped() {
        List<String> before = List.of(ONE + BEFORE, TWO + BEFORE, "https://old.example.net/r" + BEFORE);
        RelayFailures troubles = new RelayFailures(before, List.of(LOG_ITSELF, relay(ONE), relay(TWO)), NOW);
        assertThat(troubles.lines()).containsExactly(ONE + BEFORE, TWO + BEFORE);
        troubles.recordSuccess(relay(ONE));
        assertThat(troubles.lines()).containsExactly(TWO + BEFORE);
    }

    @Test
    void newFailure_replacesTheOldOneOfItsRelay_inOneLine() {
        RelayFailures troubles =
                new RelayFailures(List.of(ONE + BEFORE, TWO + BEFORE), List.of(relay(ONE), relay(TWO)), NOW);
        assertThat(troubles.recordFailure(relay(ONE), new IOException("it\n answered 500")))
                .isEqualTo("the relay " + ONE + ": it answered 500");
        assertThat(troubles.lines()).containsExactly(TWO + BEFORE, ONE + " at 2026-11-28T02:00:00Z: it answered 500");
        assertThat(troubles.recordFailure(relay(TWO), new NotFoundException("/log answered 404")))
                .startsWith("the relay " + TWO + ": ")
                .contains("configuration")
                .endsWith("/log answered 404");
    }

    @Test
    void longAnswerOfARelay_isCutShort() {
        RelayFailures troubles = new RelayFailures(List.of(), List.of(relay(ONE)), NOW);
        troubles.recordFailure(relay(ONE), new IOException("x".repeat(1000)));
        assertThat(troubles.lines()).containsExactly(ONE + " at " + NOW + ": " + "x".repeat(400));
    }

    @Test
    void failureOfTheLogItself_isReportedAndNotStored() {
        RelayFailures troubles = new RelayFailures(List.of(), List.of(LOG_ITSELF), NOW);
        assertThat(troubles.recordFailure(LOG_ITSELF, new IOException("it answered 500")))
                .isEqualTo("it answered 500");
        assertThat(troubles.lines()).isEmpty();
    }
}
