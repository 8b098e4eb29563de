package dev.limpid.tlog.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.tlog.LogFormatException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyTest {

    /** Go's own checksum database, whose key every Go release carries. */
    private static final String SUM_GOLANG_ORG = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

    @Test
    void verifierKey_mayHoldAPlusInItsBase64() throws LogFormatException {
        VerifierKey key = VerifierKey.parse(SUM_GOLANG_ORG);
        assertThat(key.name()).isEqualTo("sum.golang.org");
        assertThat(key.toString()).isEqualTo(SUM_GOLANG_ORG);
    }

    @Test
    void signerKey_isReadBackAndKeepsItsVerifierKey() throws LogFormatException {
        for (KeyType type : KeyType.values()) {
            SignerKey signer = SignerKey.generate("example.org/log", type, new SecureRandom());
            assertThat(SignerKey.parse(signer.secretText()).verifierKey()).isEqualTo(signer.verifierKey());
            assertThat(VerifierKey.parse(signer.verifierKey().toString())).isEqualTo(signer.verifierKey());
            assertThat(signer.toString()).doesNotContain("PRIVATE");
        }
    }

    @Test
    void verifierKey_refusesWhatIsNoKey() {
        refused("");
        refused("sum.golang.org");
        refused("sum.golang.org+033de0ae");
        refused(SUM_GOLANG_ORG.replace("033de0ae", "033de0af"));
        refused(SUM_GOLANG_ORG.replace("033de0ae", "033DE0AE"));
        refused(SUM_GOLANG_ORG.replace("sum.golang.org", "sum golang.org"));
        refused(SUM_GOLANG_ORG.replace("+Ac", "+Bc"));
        refused(SUM_GOLANG_ORG + "AAAA");
    }

    @Test
    void nothingVerifies_thatIsNoSignatureOrNoKey() {
        SignerKey signer = SignerKey.generate("example.org/log", KeyType.ED25519, new SecureRandom());
        byte[] message = {1, 2, 3};
        byte[] seed = new byte[32];
        byte[] key = Ed25519.publicKey(seed);
        byte[] signature = Ed25519.sign(seed, message);
        assertThat(Ed25519.verifies(key, message, signature)).isTrue();
        assertThat(Ed25519.verifies(key, new byte[] {1, 2}, signature)).isFalse();
        for (int length : new int[] {0, 63, 65}) {
            assertThat(Ed25519.verifies(key, message, Arrays.copyOf(signature, length)))
                    .isFalse();
        }
        byte[] outOfRange = signature.clone();
        Arrays.fill(outOfRange, 32, 64, (byte) 0xff);
        assertThat(Ed25519.verifies(key, message, outOfRange)).isFalse();
        byte[] noPoint = new byte[32];
        Arrays.fill(noPoint, (byte) 0xff);
        assertThat(Ed25519.verifies(noPoint, message, signature)).isFalse();
        assertThat(signer.verifierKey())
                .isNotEqualTo(SignerKey.generate("example.org/log", KeyType.ED25519, new SecureRandom())
                        .verifierKey());
    }

    @Test
    void name_isNotEmptyAndHasNoSpaceAndNoPlus() {
        for (char space : new char[] {0, 9, 10, 0x1f, ' ', 0x7f + 6, 0xa0, 0x2003, 0x2028, 0x3000, '+'}) {
            assertThat(KeyName.isValid("a" + space + "b"))
                    .as("character %d", (int) space)
                    .isFalse();
        }
        assertThat(KeyName.isValid("")).isFalse();
        assertThat(KeyName.isValid("!")).isTrue();
        assertThat(KeyName.isValid("example.org/log")).isTrue();
    }

    private static void refused(String key) {
        assertThatThrownBy(() -> VerifierKey.parse(key)).as(key).isInstanceOf(LogFormatException.class);
    }
}
