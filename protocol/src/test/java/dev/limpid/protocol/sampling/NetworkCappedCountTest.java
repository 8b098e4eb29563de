package dev.limpid.protocol.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkCappedCountTest {

    private final NetworkCappedCount first = new NetworkCappedCount();

    @Test
    void networksThatGaveOneAnswerEach_countInFull() {
        networks(1000, 1, true);
        assertThat(first.all()).isEqualTo(10_000);
        assertThat(first.counted()).isEqualTo(first.all());
    }

    @Test
    void fewNetworksThatGaveMany_countFourTimesTheMedian() {
        networks(1000, 1, true);
        networks(50, 332, true);
        assertThat(first.all()).isEqualTo(10 * (1000 + 50 * 332));
        assertThat(first.counted()).isEqualTo(10 * (1000 + 50 * 4));
    }

    @Test
    void manyNetworksInFewWiderOnes_countTwentyTimesTheMedianOfThese() {
        networks(1000, 1, true);
        networks(256, 4, false);
        assertThat(first.counted()).isEqualTo(10 * (1000 + 20));
    }

    /** As a sender with a large block of IPv6 could do to make rates rise until everybody is asked. */
    @Test
    void manyNetworksOfOneAnswerInAWiderOne_sayNothingOfWhatNetworksGive() {
        networks(200, 90, true);
        networks(1000, 1, false);
        assertThat(first.counted()).isGreaterThanOrEqualTo(10 * 200 * 90);
    }

    @Test
    void whereAllNetworksGiveMany_allCount() {
        networks(30, 300, true);
        networks(10, 1100, true);
        assertThat(first.counted()).isEqualTo(first.all());
    }

    @Test
    void nothingKnown_changesNothing() {
        assertThat(SamplingControl.counted(7, first.all(), first.counted())).isEqualTo(7);
    }

    /** Each answer represents ten installations. */
    private void networks(int many, int each, boolean apart) {
        for (int network = 0; network < many; network++) {
            for (int nth = 1; nth <= each; nth++) {
                first.add(
                        nth,
                        apart ? nth : (long) network * each + nth,
                        apart || network < NetworkCappedCount.VOTES,
                        10,
                        1);
            }
        }
    }
}
