package dev.limpid.charts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BucketOrderTest {

    @Test
    void bounds_areOrderedAcrossUnits() {
        assertThat(BucketOrder.ordered(List.of("other", "<1m", "<4KiB", ">=1m", "<10ms", "<5%", "<1s")))
                .containsExactly("<10ms", "<1s", "<5%", "<1m", ">=1m", "<4KiB", "other");
        assertThat(BucketOrder.ordered(List.of("9", "10", "1"))).containsExactly("1", "9", "10");
    }
}
