package dev.limpid.protocol.oblivious;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.protocol.hpke.Aead;
import dev.limpid.protocol.hpke.HpkeKeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example of RFC 9458, appendix A, and inputs that are not such messages. */
class ObliviousTest {

    private static final String KEY =
            "01002031e1f05a740102115220e9af918f738674aec95f54db6e04eb705aae8e79815500080001000100010003";
    private static final String REQUEST = "00034745540568747470730b6578616d706c652e636f6d012f";
    private static final String SEALED =
            "010020000100014b28f881333e7c164ffc499ad9796f877f4e1051ee6d31bad19dec96c208b472"
                    + "6374e469135906992e1268c594d2a10c695d858c40a026e7965e7d86b83dd440b2c0185204b4d63525";
    private static final String ANSWER = "c789e7151fcba46158ca84b04464910d86f9013e404feea014e7be4a441f234f857fbd";

    private static final GatewayKey GATEWAY =
            new GatewayKey(1, HpkeKeyPair.of(hex("3c168975674b2fa8e465970b79c8dcf09f1c741626480bd4c6162fc5b6a98e1a")));
    private static final HpkeKeyPair EPHEMERAL =
            HpkeKeyPair.of(hex("bc51d5e930bda26589890ac7032f70ad12e4ecb37abb1b65b1256c9c48999c73"));
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void example_isMetByBothEnds() throws Exception {
        assertThat(GATEWAY.config().bytes()).isEqualTo(hex(KEY));
        SealedRequest sealed = SealedRequest.of(KeyConfig.read(hex(KEY)), hex(REQUEST), EPHEMERAL);
        assertThat(sealed.message()).isEqualTo(hex(SEALED));
        OpenedRequest opened = open(hex(SEALED));
        assertThat(opened.request()).isEqualTo(hex(REQUEST));
        byte[] answer = opened.seal(hex("0140c8"), hex("c789e7151fcba46158ca84b04464910d"));
        assertThat(answer).isEqualTo(hex(ANSWER));
        assertThat(sealed.open(hex(ANSWER))).isEqualTo(hex("0140c8"));
    }

    @Test
    void everyCipher_goesBothWays() throws Exception {
        for (Aead aead : Aead.values()) {
            GatewayKey key = new GatewayKey(200, HpkeKeyPair.generate(RANDOM), List.of(aead));
            SealedRequest sealed = SealedRequest.of(key.config(), hex(REQUEST), RANDOM);
            OpenedRequest opened = OpenedRequest.of(sealed.message(), id -> Optional.of(key));
            assertThat(opened.request()).isEqualTo(hex(REQUEST));
            assertThat(sealed.open(opened.seal(hex("0140c8"), RANDOM))).isEqualTo(hex("0140c8"));
        }
    }

    @Test
    void twoOfTheSame_haveNothingInCommonButTheHeader() throws Exception {
        byte[] one = SealedRequest.of(GATEWAY.config(), hex(REQUEST), RANDOM).message();
        byte[] other = SealedRequest.of(GATEWAY.config(), hex(REQUEST), RANDOM).message();
        assertThat(Arrays.equals(one, 0, 7, other, 0, 7)).isTrue();
        assertThat(Arrays.equals(one, 7, 39, other, 7, 39)).isFalse();
        assertThat(Arrays.equals(one, 39, one.length, other, 39, other.length)).isFalse();
        assertThat(one).hasSameSizeAs(other);
    }

    @Test
    void changedByteAnywhere_isRefused_andSoIsAnAnswerToAnother() throws Exception {
        for (int at = 0; at < hex(SEALED).length; at++) {
            byte[] changed = hex(SEALED);
            changed[at] ^= 1;
            assertThatThrownBy(() -> open(changed)).as("byte " + at).isInstanceOf(UnknownKeyException.class);
        }
        SealedRequest sealed = SealedRequest.of(KeyConfig.read(hex(KEY)), hex(REQUEST), EPHEMERAL);
        for (int at = 0; at < hex(ANSWER).length; at++) {
            byte[] changed = hex(ANSWER);
            changed[at] ^= 1;
            assertThatThrownBy(() -> sealed.open(changed))
                    .as("byte " + at)
                    .isInstanceOf(ObliviousException.class)
                    .hasMessageContaining("does not belong to this request");
        }
        SealedRequest another = SealedRequest.of(GATEWAY.config(), hex(REQUEST), RANDOM);
        assertThatThrownBy(() -> another.open(hex(ANSWER))).isInstanceOf(ObliviousException.class);
    }

    @Test
    void messageCutAnywhere_isRefused() {
        for (int length = 0; length < hex(SEALED).length; length++) {
            byte[] cut = Arrays.copyOf(hex(SEALED), length);
            assertThatThrownBy(() -> open(cut)).as(length + " bytes").isInstanceOf(ObliviousException.class);
        }
    }

    /** A nonce that is used twice would reveal the content. */
    @Test
    void twoAnswersToOneRequest_haveNothingInCommon() throws Exception {
        byte[] one = open(hex(SEALED)).seal(hex("0140c8"), RANDOM);
        byte[] other = open(hex(SEALED)).seal(hex("0140c8"), RANDOM);
        assertThat(Arrays.equals(one, 0, 16, other, 0, 16)).isFalse();
        assertThat(Arrays.equals(one, 16, one.length, other, 16, other.length)).isFalse();
    }

    @Test
    void answerCutAnywhere_isRefused() throws Exception {
        SealedRequest sealed = SealedRequest.of(KeyConfig.read(hex(KEY)), hex(REQUEST), EPHEMERAL);
        for (int length = 0; length < hex(ANSWER).length; length++) {
            byte[] cut = Arrays.copyOf(hex(ANSWER), length);
            assertThatThrownBy(() -> sealed.open(cut))
                    .as(length + " bytes")
                    .isInstanceOf(ObliviousException.class)
                    .hasMessageContaining(
                            length < 32
                                    ? "is " + length + " bytes long, expected at least 32"
                                    : "does not belong to this request");
        }
    }

    @Test
    void nothingAtAll_isSealedAndOpenedBothWays() throws Exception {
        SealedRequest sealed = SealedRequest.of(GATEWAY.config(), new byte[0], RANDOM);
        OpenedRequest opened = open(sealed.message());
        assertThat(opened.request()).isEmpty();
        assertThat(sealed.open(opened.seal(new byte[0], RANDOM))).isEmpty();
    }

    @Test
    void numberOfAKey_isOneByte() {
        HpkeKeyPair pair = HpkeKeyPair.generate(RANDOM);
        assertThat(new GatewayKey(0, pair).id()).isZero();
        assertThat(new GatewayKey(255, pair).id()).isEqualTo(255);
        for (int wrong : new int[] {-1, 256}) {
            assertThatThrownBy(() -> new GatewayKey(wrong, pair))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is " + wrong + ", expected 0 to 255");
        }
    }

    @Test
    void keyOfSmallOrder_orThatIsNotHeld_isRefused() {
        byte[] zeros = hex(SEALED);
        Arrays.fill(zeros, 7, 39, (byte) 0);
        assertThatThrownBy(() -> open(zeros)).hasMessageContaining("small order");
        assertThatThrownBy(() -> OpenedRequest.of(hex(SEALED), id -> Optional.empty()))
                .isInstanceOf(UnknownKeyException.class)
                .hasMessageContaining("sealed to the key 1");
    }

    @Test
    void keyConfiguration_thatIsNone_isRefusedWithTheReason() {
        Map<String, String> wrong = Map.of(
                "",
                "0 bytes long",
                KEY.substring(0, 74),
                "37 bytes long",
                KEY.replace("010020", "010010"),
                "the KEM 16",
                KEY.replace("0008000100010001", "0007000100010001"),
                "7 bytes of algorithms",
                KEY + "00",
                "8 bytes of algorithms",
                KEY.replace("00080001000100010003", "00080002000100020003"),
                "no supported pair of algorithms",
                KEY.replace("00080001000100010003", "00040001ffff"),
                "no supported pair of algorithms");
        wrong.forEach((bytes, why) -> assertThatThrownBy(() -> KeyConfig.read(hex(bytes)))
                .as(bytes)
                .isInstanceOf(ObliviousException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("expected"));
        assertThatThrownBy(() -> KeyConfig.parse("not Base64")).hasMessageContaining("is not Base64");
    }

    @Test
    void keyConfiguration_readsBackFromItsText_andUnknownCiphersArePassedOver() throws Exception {
        KeyConfig key = GATEWAY.config();
        assertThat(KeyConfig.parse(key.text())).isEqualTo(key).hasSameHashCodeAs(key);
        KeyConfig read = KeyConfig.read(hex(KEY.replace("00080001000100010003", "00080001ffff00010003")));
        assertThat(read.aeads()).containsExactly(Aead.CHACHA20_POLY1305);
    }

    @Test
    void unlikeMessages_haveEqualSizes() {
        assertThat(MessagePadding.padRequest(new byte[100])).hasSameSizeAs(MessagePadding.padRequest(new byte[2048]));
        assertThat(MessagePadding.padRequest(new byte[2049])).hasSize(8192);
        assertThat(MessagePadding.response(new byte[3])).hasSameSizeAs(MessagePadding.response(new byte[1024]));
        assertThatThrownBy(() -> MessagePadding.padRequest(new byte[MessagePadding.longestRequest() + 1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MessagePadding.response(new byte[1025])).isInstanceOf(IllegalArgumentException.class);
    }

    private static OpenedRequest open(byte[] message) throws ObliviousException {
        return OpenedRequest.of(message, id -> Optional.of(GATEWAY).filter(key -> key.id() == id));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
