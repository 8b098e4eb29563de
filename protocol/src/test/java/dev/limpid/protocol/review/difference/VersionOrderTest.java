package dev.limpid.protocol.review.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionOrderTest {

    /** Each precedes all that follow it, whichever two are compared. */
    @Test
    void order_isEmpty_thenVersions_thenOtherTexts() {
        List<String> sorted = List.of("", "1.0-rc.1", "1.0", "1.0.0", "1.9", "1.10", "Later", "any", "main");
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = 0; j < sorted.size(); j++) {
                assertThat(Integer.signum(VersionOrder.ORDER.compare(sorted.get(i), sorted.get(j))))
                        .as("%s and %s", sorted.get(i), sorted.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }
}
