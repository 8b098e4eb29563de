package dev.limpid.protocol.hpke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The vectors of RFC 9180, appendices A.1.1 and A.2.1, and RFC 5869's first. */
class HpkeTest {

    private static final byte[] INFO = hex("4f6465206f6e2061204772656369616e2055726e");
    private static final byte[] PLAIN = hex("4265617574792069732074727574682c20747275746820626561757479");

    private record Vector(
            Aead aead,
            String ephemeral,
            String receiver,
            String sent,
            Map<Integer, String> sealed,
            Map<String, String> exported) {}

    private static final List<Vector> VECTORS = List.of(
            new Vector(
                    Aead.AES_128_GCM,
                    "52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736",
                    "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8",
                    "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431",
                    Map.of(
                            0,
                            "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a",
                            1,
                            "af2d7e9ac9ae7e270f46ba1f975be53c09f8d875bdc8535458c2494e8a6eab251c03d0c22a56b8ca42c2063b84",
                            255,
                            "7175db9717964058640a3a11fb9007941a5d1757fda1a6935c805c21af32505bf106deefec4a49ac38d71c9e0a",
                            256,
                            "957f9800542b0b8891badb026d79cc54597cb2d225b54c00c5238c25d05c30e3fbeda97d2e0e1aba483a2df9f2"),
                    Map.of(
                            "",
                            "3853fe2b4035195a573ffc53856e77058e15d9ea064de3e59f4961d0095250ee",
                            "00",
                            "2e8f0b54673c7029649d4eb9d5e33bf1872cf76d623ff164ac185da9e88c21a5",
                            "54657374436f6e74657874",
                            "e9e43065102c3836401bed8c3c3c75ae46be1639869391d62c61f1ec7af54931")),
            new Vector(
                    Aead.CHACHA20_POLY1305,
                    "f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600",
                    "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb",
                    "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a",
                    Map.of(
                            0,
                            "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28",
                            256,
                            "7a4a13e9ef23978e2c520fd4d2e757514ae160cd0cd05e556ef692370ca53076214c0c40d4c728d6ed9e727a5b"),
                    Map.of(
                            "54657374436f6e74657874",
                            "5acb09211139c43b3090489a9da433e8a30ee7188ba8b0a9a1ccf0c229283e53")));

    @Test
    void vectors_areMetByBothEnds() throws Exception {
        for (Vector vector : VECTORS) {
            HpkeKeyPair receiver = HpkeKeyPair.of(hex(vector.receiver()));
            HpkeKeyPair ephemeral = HpkeKeyPair.of(hex(vector.ephemeral()));
            assertThat(ephemeral.publicKey()).isEqualTo(hex(vector.sent()));
            HpkeContext sender = HpkeContext.sender(ephemeral, receiver.publicKey(), INFO, vector.aead());
            HpkeContext reader = HpkeContext.receiver(receiver, hex(vector.sent()), INFO, vector.aead());
            for (int i = 0; i <= 256; i++) {
                byte[] associated = ("Count-" + i).getBytes(UTF_8);
                byte[] sealed = sender.seal(associated, PLAIN);
                if (vector.sealed().containsKey(i)) {
                    assertThat(HexFormat.of().formatHex(sealed))
                            .isEqualTo(vector.sealed().get(i));
                }
                assertThat(reader.open(associated, sealed)).isEqualTo(PLAIN);
            }
            vector.exported().forEach((purpose, secret) -> {
                assertThat(sender.export(hex(purpose), 32)).isEqualTo(hex(secret));
                assertThat(reader.export(hex(purpose), 32)).isEqualTo(hex(secret));
            });
        }
    }

    @Test
    void hkdf_meetsItsVector() {
        byte[] key =
                Hkdf.extract(hex("000102030405060708090a0b0c"), hex("0b0b0b0b0b0b0b0b0b0b0b"), hex("0b".repeat(11)));
        assertThat(key).isEqualTo(hex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"));
        assertThat(Hkdf.expand(key, 42, hex("f0f1f2f3f4f5f6f7f8f9")))
                .isEqualTo(hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"));
    }

    @Test
    void changedBitAnywhere_isNotOpened() throws Exception {
        HpkeKeyPair receiver = HpkeKeyPair.generate(new SecureRandom());
        HpkeKeyPair ephemeral = HpkeKeyPair.generate(new SecureRandom());
        byte[] sealed = HpkeContext.sender(ephemeral, receiver.publicKey(), INFO, Aead.AES_128_GCM)
                .seal(new byte[0], PLAIN);
        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            HpkeContext reader = HpkeContext.receiver(receiver, ephemeral.publicKey(), INFO, Aead.AES_128_GCM);
            assertThatThrownBy(() -> reader.open(new byte[0], changed)).isInstanceOf(HpkeException.class);
            assertThat(reader.open(new byte[0], sealed)).isEqualTo(PLAIN);
        }
    }

    @Test
    void pointsOfSmallOrder_areNoKeys() {
        HpkeKeyPair own = HpkeKeyPair.generate(new SecureRandom());
        List<String> points = List.of(
                "00".repeat(32),
                "01" + "00".repeat(31),
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
        for (String point : points) {
            assertThatThrownBy(() -> HpkeContext.receiver(own, hex(point), INFO, Aead.AES_128_GCM))
                    .as(point)
                    .isInstanceOf(HpkeException.class)
                    .hasMessageContaining("small order");
        }
        assertThatThrownBy(() -> HpkeContext.receiver(own, new byte[31], INFO, Aead.AES_128_GCM))
                .isInstanceOf(HpkeException.class)
                .hasMessageContaining("31 bytes long, expected 32");
    }

    @Test
    void keyPair_showsNothingOfThePrivateKey() {
        HpkeKeyPair pair = HpkeKeyPair.of(hex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8"));
        assertThat(pair).hasToString("HpkeKeyPair");
        assertThat(pair.publicKey()).isEqualTo(hex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d"));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
