package dev.limpid.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.ChartResult.Basis;
import dev.limpid.charts.ChartResult.Split;
import dev.limpid.charts.ChartResult.Title;
import dev.limpid.protocol.answer.Attribute;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static Difference of(
            String value, String since, String figure, double here, double elsewhere, long answers) {
        return new Difference(
                value.isEmpty() ? Attribute.VERSION : Attribute.OS,
                Optional.of(value).filter(text -> !text.isEmpty()),
                Optional.of(since).filter(text -> !text.isEmpty()),
                figure,
                new Estimate(here, here, here),
                new Estimate(elsewhere, elsewhere, elsewhere),
                answers,
                300,
                0.001);
    }

    private static ChartResult chart(Difference... differences) {
        return new ChartResult.Partition(
                new Title("c", "a/c", "C", "", List.of(), "a", "c", "", Set.of(Attribute.OS)),
                new Basis(9, 9, 9),
                List.of(),
                Optional.empty(),
                List.of(new Split(Attribute.OS, List.of(), 9, List.of(differences))),
                Trend.NONE,
                List.of());
    }

    /** Of 400 machines, 100 have it half of the time and 300 have it a tenth of it: 75 · 0.4². */
    @Test
    void strength_isTheSumOfSquaresBetweenBothGroups() {
        assertThat(of("linux", "", "a", 0.5, 0.1, 100).strength()).isCloseTo(12, within(1e-9));
        assertThat(of("linux", "", "a", 0.1, 0.5, 100).strength()).isCloseTo(12, within(1e-9));
        assertThat(of("linux", "", "a", 0.5, 0.1, 100).isHigher()).isTrue();
        assertThat(of("linux", "", "a", 0.1, 0.5, 100).isHigher()).isFalse();
        assertThat(of("linux", "", "a", 0.5, 0.5, 100).isHigher()).isFalse();
    }

    @Test
    void difference_isWorthNaming_fromAPercentagePointOn_orTwiceTheOther() {
        assertThat(worth(0.5, 0.5 + 0x1p-6)).isTrue();
        assertThat(worth(0.5 + 0x1p-6, 0.5)).isTrue();
        assertThat(worth(0.5, 0.509)).isFalse();
        assertThat(worth(0, 0.01)).isTrue();
        assertThat(worth(0.002, 0.004)).isTrue();
        assertThat(worth(0.004, 0.002)).isTrue();
        assertThat(worth(0.002, 0.0039)).isFalse();
    }

    private static boolean worth(double one, double other) {
        return Difference.isWorthNaming(new Estimate(one, one, one), new Estimate(other, other, other));
    }

    @Test
    void mostNotable_areTheStrongestOfEachFigure_groupedByMachines() {
        Difference weakHit = of("darwin", "", "hit", 0.3, 0.4, 100);
        Difference hit = of("linux", "", "hit", 0.2, 0.6, 100);
        Difference miss = of("linux", "", "miss", 0.5, 0.1, 99);
        Difference slow = of("darwin", "", "slow", 0.9, 0.1, 100);
        Difference tooSmall = of("linux", "", "else", 0.5, 0.505, 100_000);
        ChartResult chart = chart(weakHit, miss, hit, tooSmall, slow);

        assertThat(Difference.mostNotable(chart, 9)).containsExactly(slow, miss, hit);
        assertThat(Difference.mostNotable(chart, 2)).containsExactly(slow, miss);
        assertThat(Difference.mostNotable(chart, 0)).isEmpty();
    }

    /** Of two equally strong ones the one that takes fewer words is named. */
    @Test
    void mostNotable_ofTwoEquallyStrong_isTheShorter() {
        Difference both = of("linux", "1.1", "hit", 0.5, 0.1, 100);
        Difference since = of("", "1.1", "hit", 0.5, 0.1, 100);
        Difference value = of("linux", "", "hit", 0.5, 0.1, 100);
        assertThat(Difference.mostNotable(chart(both, since), 9)).containsExactly(since);
        assertThat(Difference.mostNotable(chart(both, value), 9)).containsExactly(value);
        assertThat(Difference.mostNotable(chart(value, both), 9)).containsExactly(value);
    }

    @Test
    void difference_ofNoMachines_isRefused() {
        assertThatThrownBy(() -> of("", "", "hit", 0.5, 0.1, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a difference of hit names neither a value nor a version");
    }
}
