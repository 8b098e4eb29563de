package dev.limpid.charts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BucketOrderTest {

    @Test
    void bounds_areOrderedAcrossUnits() {
        assertThat(BucketOrder.ordered(List.of("other", "<1m", "<4KiB", ">=1m", "<10ms", "<5%", "<1s")))
                .containsExactly("<10ms", "<1s", "<5%", "<1m", ">=1m", "<4KiB", "other");
        assertThat(BucketOrder.ordered(List.of("9", "10", "1"))).containsExactly("1", "9", "10");
    }

    /** Below a bound comes before up to it, then the bound itself, then from it on and above it. */
    @Test
    void bounds_ofOneNumber_areOrderedBySide() {
        assertSorted("<5", "<=5", "5", ">=5", ">5");
        assertSorted("<5", "≤5", "5", "≥5", ">5");
        assertSorted("> 0.5", "<1.5");
    }

    @Test
    void everyUnit_hasItsSize() {
        assertSorted("5ns", "6us", "7µs", "8μs", "0.009ms", "1ms", "999ms", "1s", "59s", "1m", "61s", "2min", "1h");
        assertSorted("59min", "1h", "23h", "1d", "25h");
        assertSorted(
                "999B",
                "1kB",
                "1023B",
                "1KiB",
                "2KB",
                "999kB",
                "1MB",
                "1MiB",
                "1048577B",
                "1GB",
                "1GiB",
                "1TB",
                "1TiB");
        assertSorted("999", "1k", "1001", "2K", "1M", "1001k", "1G", "1001M");
        assertSorted("0.5%", "1", "2%");
    }

    @Test
    void names_thatAreNotBounds_comeLastInTheirOrder() {
        assertThat(BucketOrder.ordered(List.of("z", "5parsecs", "a", "<3", "1.2.3")))
                .containsExactly("<3", "z", "5parsecs", "a", "1.2.3");
    }

    private static void assertSorted(String... expected) {
        List<String> shuffled = new ArrayList<>(List.of(expected));
        Random random = new Random(expected.length);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(shuffled, random);
            assertThat(BucketOrder.ordered(shuffled)).containsExactly(expected);
        }
    }
}
