package dev.limpid.protocol.question;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.protocol.hpke.HpkeKeyPair;
import dev.limpid.protocol.oblivious.GatewayKey;
import dev.limpid.protocol.oblivious.KeyConfig;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.protocol.question.active.Widening;
import dev.limpid.protocol.question.active.Widening.Kind;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.protocol.question.codec.MalformedCollectionConfigException;
import dev.limpid.protocol.review.difference.Change;
import dev.limpid.protocol.review.difference.Change.Direction;
import dev.limpid.protocol.review.difference.ConfigDifference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelaysTest {

    private static final String ONE = "https://relay.example.net/telemetry.example.org";
    private static final String OTHER = "https://other.example.com/r";
    private static final CollectionConfig DIRECT = new CollectionConfig(
            "v1.0.0",
            List.of("linux"),
            List.of(),
            List.of(),
            1,
            List.of(new CollectionConfig.Program(
                    "org.example/tool",
                    List.of("1.0"),
                    List.of(new Question(
                            "runs",
                            1,
                            Set.of(),
                            new RequestedCounters.Named(List.of("runs")),
                            Optional.empty(),
                            Optional.empty())))));

    @Test
    void configuration_readsBack_andItsRelaysAreOneLine() throws Exception {
        CollectionConfig config = through(1, true, ONE, OTHER);
        byte[] json = CollectionConfigCodec.toJson(config);
        assertThat(CollectionConfigCodec.read(json, "v1.0.0")).isEqualTo(config).isNotEqualTo(DIRECT);
        assertThat(config.withVersion("v2.0.0").withRevoked(List.of("v1.0.0")).relays())
                .isEqualTo(config.relays());
        assertThat(new String(json, UTF_8)).contains("\"Direct\"").contains(ONE);
        assertThat(new String(CollectionConfigCodec.toJson(through(1, false, ONE)), UTF_8))
                .doesNotContain("Direct");
    }

    @Test
    void relays_thatCannotBeUsed_areRefused() {
        String key = key(1).text();
        Map<String, String> wrong = Map.of(
                "{\"URLs\":[\"" + ONE + "\"]}", "Key",
                "{\"Key\":\"AAAA\",\"URLs\":[\"" + ONE + "\"]}", "relays without a key",
                "{\"Key\":\"" + key + "\"}", "0 relays",
                "{\"Key\":\"" + key + "\",\"URLs\":[\"ftp://a/\"]}", "expected an address like",
                "{\"Key\":\"" + key + "\",\"URLs\":[\"" + ONE + "\",\"" + ONE + "\"]}", "named twice",
                "{\"Key\":\"" + key + "\",\"URLs\":[\"" + ONE + "\"],\"More\":1}", "More");
        wrong.forEach((text, why) -> assertThatThrownBy(() -> CollectionConfigCodec.read(
                        ("{\"FetchRate\":1,\"Relays\":" + text + ",\"Programs\":[]}").getBytes(UTF_8), "v1.0.0"))
                .as(text)
                .isInstanceOf(MalformedCollectionConfigException.class)
                .hasMessageContaining(why));
    }

    @Test
    void addressOfARelay_hasAHostAndNoPassword() {
        for (String good : List.of(ONE, "http://127.0.0.1:8090/x", "https://[2001:db8::1]:444/a/b", "https://a")) {
            assertThat(Relays.isUrl(good)).as(good).isTrue();
        }
        for (String bad : List.of(
                "https://name:word@relay.example.net/x",
                "https:///x",
                "https://:80/",
                "https://relay.example.net:0/x",
                "https://relay.example.net:65536/x",
                "https://my_relay/x",
                "https://[::1/x",
                "https://a/%zz",
                "https://a/?q=1",
                "https://a/{x}",
                "ftp://a/")) {
            assertThat(Relays.isUrl(bad)).as(bad).isFalse();
        }
    }

    @Test
    void another_relay_andTheWayPastIt_areShownForAWeek() {
        assertThat(between(DIRECT, through(1, false, ONE))).containsExactly(Kind.RELAYS);
        assertThat(between(through(1, false, ONE), through(1, false, ONE, OTHER)))
                .containsExactly(Kind.RELAYS);
        assertThat(between(through(1, false, ONE), through(1, true, ONE))).containsExactly(Kind.DIRECT);
        assertThat(between(through(1, false, ONE), DIRECT)).containsExactly(Kind.DIRECT);
        assertThat(between(through(1, true, ONE, OTHER), through(2, false, ONE)))
                .isEmpty();
    }

    @Test
    void changes_areToldInWords() {
        assertThat(ConfigDifference.between(Optional.of(DIRECT), through(1, false, ONE)))
                .extracting(Change::direction)
                .containsOnly(Direction.ROUTE);
        assertThat(sentences(DIRECT, through(1, false, ONE)))
                .anyMatch(sentence -> sentence.contains(ONE) && sentence.contains("not their content"))
                .anyMatch(sentence -> sentence.contains("no longer sent directly"))
                .anyMatch(sentence -> sentence.contains(key(1).text()));
        assertThat(sentences(through(1, false, ONE), DIRECT))
                .anyMatch(sentence -> sentence.contains("sees the address that they come from"))
                .anyMatch(sentence -> sentence.contains("no longer forwards answers"));
        assertThat(sentences(through(1, false, ONE), through(2, false, ONE)))
                .singleElement()
                .asString()
                .contains(key(2).text())
                .contains("before 1");
    }

    @Test
    void inUse_isWhatAllAllow_sealedToTheNewestKey() {
        assertThat(new ActiveQuestions(Optional.of(through(1, true, ONE, OTHER)), List.of(through(2, false, OTHER)))
                        .relays())
                .contains(new Relays(key(2), List.of(OTHER), false));
        assertThat(new ActiveQuestions(Optional.of(through(1, false, ONE)), List.of(DIRECT)).relays())
                .contains(new Relays(key(1), List.of(ONE), false));
        assertThat(new ActiveQuestions(Optional.of(through(1, false, ONE)), List.of(through(2, false, OTHER))).relays())
                .contains(new Relays(key(2), List.of(ONE), false));
        assertThat(new ActiveQuestions(Optional.of(DIRECT), List.of(through(1, false, ONE))).relays())
                .isEmpty();
    }

    private static List<Kind> between(CollectionConfig before, CollectionConfig after) {
        return Widening.between(before, after).stream().map(Widening::kind).toList();
    }

    private static List<String> sentences(CollectionConfig before, CollectionConfig after) {
        return ConfigDifference.between(Optional.of(before), after).stream()
                .map(Change::sentence)
                .toList();
    }

    private static CollectionConfig through(int key, boolean direct, String... urls) {
        return DIRECT.withRelays(Optional.of(new Relays(key(key), List.of(urls), direct)));
    }

    private static KeyConfig key(int id) {
        byte[] scalar = new byte[HpkeKeyPair.KEY_BYTES];
        scalar[5] = (byte) id;
        return new GatewayKey(id, HpkeKeyPair.of(scalar)).config();
    }
}
