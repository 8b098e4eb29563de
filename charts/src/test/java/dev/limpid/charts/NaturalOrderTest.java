package dev.limpid.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

    /** Written down as people order them. Of two that differ only in zeros, the characters decide. */
    private static final List<String> ORDERED = List.of(
            "",
            "1-pre",
            "1.2.0-alpha.2",
            "1.2.0-alpha.10",
            "1.2.0-beta",
            "1.2.0rc1",
            "1.2.0rc2",
            "1.2.0",
            "1.2.00",
            "1.2.0+1",
            "1.9",
            "1.10",
            "1.10.0",
            "2",
            "99999999999999999999998",
            "99999999999999999999999");

    @Test
    void compare_ordersVersionsAsPeopleDo() {
        for (int i = 0; i < ORDERED.size(); i++) {
            for (int j = 0; j < ORDERED.size(); j++) {
                int sign = Integer.signum(NaturalOrder.INSTANCE.compare(ORDERED.get(i), ORDERED.get(j)));
                assertThat(sign)
                        .as("\"%s\" and \"%s\"", ORDERED.get(i), ORDERED.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void sorted_isTheSameFromAnyOrder() {
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            List<String> versions = new ArrayList<>(ORDERED);
            Collections.shuffle(versions, random);
            versions.sort(NaturalOrder.INSTANCE);
            assertThat(versions).isEqualTo(ORDERED);
        }
    }
}
