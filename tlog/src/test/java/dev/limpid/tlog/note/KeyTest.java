package dev.limpid.tlog.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.tlog.LogFormatException;
import java.security.SecureRandom;
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

    private static void refused(String key) {
        assertThatThrownBy(() -> VerifierKey.parse(key)).as(key).isInstanceOf(LogFormatException.class);
    }
}
