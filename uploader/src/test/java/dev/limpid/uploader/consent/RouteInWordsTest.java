package dev.limpid.uploader.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.hpke.HpkeKeyPair;
import dev.limpid.protocol.oblivious.GatewayKey;
import dev.limpid.protocol.question.Relays;
import dev.limpid.uploader.route.AnswerRoute;
import dev.limpid.uploader.route.RelayChoice;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The relays and the user's choice determine who sees the user's address, and which sentence says so. */
class RouteInWordsTest {

    private static final GatewayKey KEY = new GatewayKey(7, HpkeKeyPair.generate(new SecureRandom()));
    private static final String ONE = "https://one.example.net/r";
    private static final String TWO = "https://two.example.net/r";

    private static String words(RelayChoice choice, Optional<Relays> relays) {
        return RouteInWords.of(AnswerRoute.of(choice, relays), "en");
    }

    private static Optional<Relays> relays(boolean direct, String... urls) {
        return Optional.of(new Relays(KEY.config(), List.of(urls), direct));
    }

    @Test
    void directRoute_saysWhoDecidedIt() {
        assertThat(words(new RelayChoice.CollectionRelays(), Optional.empty()))
                .startsWith("directly")
                .endsWith("the collection names no relay");
        assertThat(words(new RelayChoice.Direct(), relays(false, ONE)))
                .startsWith("directly")
                .endsWith("as you chose");
    }

    @Test
    void allRelays_areNamed() {
        assertThat(words(new RelayChoice.CollectionRelays(), relays(false, ONE)))
                .startsWith("through the collection's relay " + ONE + ": ");
        assertThat(words(new RelayChoice.CollectionRelays(), relays(false, ONE, TWO)))
                .startsWith("through one of the collection's 2 relays " + ONE + ", " + TWO + ": ");
        assertThat(words(new RelayChoice.Custom(TWO), relays(true, ONE)))
                .startsWith("through the relay that the user chose, " + TWO + ": ")
                .doesNotContain(ONE);
    }

    @Test
    void bypassingTheRelays_needsTheUserAndTheCollection() {
        assertThat(words(new RelayChoice.Fallback(), relays(true, ONE))).contains("which you agreed to");
        assertThat(words(new RelayChoice.Fallback(), relays(false, ONE))).contains("answers wait");
        assertThat(words(new RelayChoice.CollectionRelays(), relays(true, ONE))).contains("answers wait");
        assertThat(words(new RelayChoice.Custom(TWO), relays(true, ONE))).contains("answers wait");
    }

    @Test
    void relayWithoutAKey_isUnavailable() {
        assertThat(words(new RelayChoice.Custom(TWO), Optional.empty()))
                .startsWith("none: ")
                .contains(TWO)
                .contains("no key");
    }

    @Test
    void sentence_isInTheLanguageThatIsAskedFor() {
        AnswerRoute way = AnswerRoute.of(new RelayChoice.Direct(), Optional.empty());
        assertThat(RouteInWords.of(way, "de")).startsWith("direkt");
    }
}
