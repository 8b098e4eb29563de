package dev.limpid.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.tlog.module.ModulePath;
import dev.limpid.web.words.CaseEncoded;
import org.junit.jupiter.api.Test;

/** A page links to a module under the name by which the log serves it. */
class CaseEncodingTest {

    @Test
    void path_isEncodedOnPagesAsInTheLog() throws Exception {
        for (char c : "-._~09ABMYZabmyz".toCharArray()) {
            String path = "example.org/a" + c + "b/data";
            assertThat(CaseEncoded.of(path)).isEqualTo(ModulePath.parse(path).escaped());
        }
        assertThat(CaseEncoded.of("example.org/Tool/data"))
                .isEqualTo(ModulePath.parse("example.org/Tool/data").escaped())
                .isEqualTo("example.org/!tool/data");
    }
}
