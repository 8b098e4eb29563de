package dev.limpid.protocol.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParticipationTest {

    private static final String CHART = """
            title: Commands
            description: which commands are used
            issue: https://example.org/issues/1
            type: partition
            program: org.example/tool
            counter: tool/command:{build,test}
            """;

    /** A program that lost all its machines needs everybody that is left; one that never had any was not measured. */
    @Test
    void measured_countsWeeksFromAProgramsFirst() {
        Participation measured = Participation.measured(List.of(
                Map.of("new", 0.0, "old", 10.0, "gone", 10.0),
                Map.of("new", 0.0, "old", 12.0, "gone", 10.0),
                Map.of("new", 6.4, "old", 14.0),
                Map.of("never", 0.0, "new", 6.4, "old", 16.0)));

        assertThat(measured.reportsPerWeek())
                .containsOnly(Map.entry("new", 6L), Map.entry("old", 14L), Map.entry("gone", 0L));
        assertThat(measured.allowsRateChange()).isTrue();
        assertThat(measured.withRateChange(false).allowsRateChange()).isFalse();
        assertThat(measured.withRateChange(false).reportsPerWeek()).isEqualTo(measured.reportsPerWeek());
    }

    @Test
    void of_aChart_isItsOwnNumber_orElseItsPrograms() throws ChartConfigException {
        Chart chart = ChartConfig.parse("c.txt", CHART).get(0);

        assertThat(new Participation(Map.of("org.example/tool", 9L, "org.example/tool/tool-command", 4L)).of(chart))
                .contains(4L);
        assertThat(new Participation(Map.of("org.example/tool", 9L)).of(chart)).contains(9L);
        assertThat(Participation.UNKNOWN.of(chart)).isEmpty();
    }

    /** An error of 0.01 needs 16,588 answers; a fiftieth of them is 331.76. */
    @Test
    void share_ofANetwork_isOfTheAnswersThatAreNeeded_orOfThoseThatThereAre() {
        assertThat(NetworkShare.installations(0.02, 0.01, 1, Double.POSITIVE_INFINITY))
                .isEqualTo(331.76);
        assertThat(NetworkShare.installations(0.02, 0.01, 0.5, Double.POSITIVE_INFINITY))
                .isEqualTo(663.52);
        assertThat(NetworkShare.installations(0.02, 0.01, 1, 5000)).isEqualTo(100);
        // Twenty answers are always accepted.
        assertThat(NetworkShare.installations(0.02, 0.01, 1, 500)).isEqualTo(20);
        assertThat(NetworkShare.installations(0.02, 0.01, 0.5, 500)).isEqualTo(40);
    }

    @Test
    void share_ofAPublishedChart_isAFiftieth_orTwentyAnswersAWeek() {
        assertThat(NetworkShare.maxAnswers(10_000, 1)).isEqualTo(200);
        assertThat(NetworkShare.maxAnswers(100, 1)).isEqualTo(20);
        assertThat(NetworkShare.maxAnswers(100, 4)).isEqualTo(80);
        assertThat(NetworkShare.maxAnswers(100, 0)).isEqualTo(20);
    }
}
