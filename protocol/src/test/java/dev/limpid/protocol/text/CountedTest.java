package dev.limpid.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedTest {

    @Test
    void oneThing_isSingularAndEveryOtherNumberPlural() {
        assertThat(Counted.of(0, "report")).isEqualTo("0 reports");
        assertThat(Counted.of(1, "report")).isEqualTo("1 report");
        assertThat(Counted.of(16588, "report")).isEqualTo("16,588 reports");
    }

    @ParameterizedTest
    @CsvSource({"entry,entries", "day,days", "witness,witnesses", "branch,branches", "index,indexes", "report,reports"})
    void noun_hasThePluralThatItsEndingAsksFor(String one, String several) {
        assertThat(Counted.noun(2, one)).isEqualTo(several);
        assertThat(Counted.noun(1, one)).isEqualTo(one);
    }
}
