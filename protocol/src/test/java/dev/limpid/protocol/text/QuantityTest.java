package dev.limpid.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @Test
    void oneThing_isSingularAndEveryOtherNumberPlural() {
        assertThat(Quantity.of(0, "report")).isEqualTo("0 reports");
        assertThat(Quantity.of(1, "report")).isEqualTo("1 report");
        assertThat(Quantity.of(16588, "report")).isEqualTo("16,588 reports");
    }

    @ParameterizedTest
    @CsvSource({"entry,entries", "day,days", "witness,witnesses", "branch,branches", "index,indexes", "report,reports"})
    void noun_hasThePluralThatItsEndingAsksFor(String one, String several) {
        assertThat(Quantity.noun(2, one)).isEqualTo(several);
        assertThat(Quantity.noun(1, one)).isEqualTo(one);
    }
}
