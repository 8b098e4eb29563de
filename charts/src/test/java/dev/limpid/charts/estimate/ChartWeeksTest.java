package dev.limpid.charts.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.Machines;
import dev.limpid.charts.plan.ComparisonGrid;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a chart's weeks assume about machines that did not answer, and about one network. */
class ChartWeeksTest {

    private static final LocalDate WEEK = Machines.WEEK;
    private static final LocalDate NEXT = WEEK.plusWeeks(1);
    private static final Map<String, Long> HIT = Map.of("cache:hit", 1L);

    /** Also weeks in between without answers: a machine may have answered before and after them. */
    @Test
    void span_isFromTheFirstWeekToTheLast() {
        assertThat(ChartWeeks.span(List.of())).isEqualTo(1);
        assertThat(ChartWeeks.span(List.of(WEEK))).isEqualTo(1);
        assertThat(ChartWeeks.span(List.of(WEEK, NEXT))).isEqualTo(2);
        assertThat(ChartWeeks.span(List.of(WEEK, WEEK.plusWeeks(4)))).isEqualTo(5);
    }

    private static double heaviest(ChartWeeks weeks) {
        return weeks.estimates().base().heaviest();
    }

    /** At the rates 1/100, 1/2, 1/50, 1/10. Nobody was drawn at 1/50, but machines may have been asked at it. */
    @Test
    void missingMachine_wasAskedAtTheSmallestRate_fromTheOldestConfigurationNamedToTheNewest() {
        double[] rates = {0.01, 0.5, 0.02, 0.1};
        Machines named = new Machines("cache", rates).askedBy(1).add(10, "linux", "1.14", HIT);
        assertThat(heaviest(named.weeks(List.of(WEEK), 3))).isCloseTo(50, within(1e-9));
        assertThat(heaviest(named.weeks(List.of(WEEK), 2))).isCloseTo(50, within(1e-9));
        assertThat(heaviest(named.weeks(List.of(WEEK), 1)))
                .as("no later one was in force")
                .isCloseTo(2, within(1e-9));
        assertThat(heaviest(named.weeks(List.of(WEEK), -1)))
                .as("the one in force is not known")
                .isCloseTo(2, within(1e-9));
        named.askedBy(3).add(10, "linux", "1.14", HIT);
        assertThat(heaviest(named.weeks(List.of(WEEK), -1)))
                .as("answers name an earlier and a later one")
                .isCloseTo(50, within(1e-9));
        named.askedBy(0).in(NEXT).add(10, "linux", "1.14", HIT);
        assertThat(heaviest(named.weeks())).as("about another week").isCloseTo(50, within(1e-9));
        named.in(WEEK).add(1, "linux", "1.14", HIT);
        assertThat(heaviest(named.weeks())).isCloseTo(100, within(1e-9));
    }

    @Test
    void missingMachineOfWeeksWithoutAnswers_wasAskedAtTheRateInForce_orStandsForItself() {
        Machines nobody = new Machines("cache", 0.01, 0.1);
        assertThat(nobody.weeks().estimates().answers()).isZero();
        assertThat(heaviest(nobody.weeks(List.of(WEEK), -1))).isEqualTo(1);
    }

    private static double ofOneNetwork(int answers, double rate) {
        return new Machines("cache", rate)
                .add(answers, "linux", "1.14", HIT)
                .weeks()
                .network()
                .machines();
    }

    /** With z = 2.5758, a share is known to a percentage point by z²/(4 · 0.01²) = 16,588 answers. */
    @Test
    void network_mayHaveGivenTwentyAnswers_orAFiftieth_butOfNoMoreThanTheChartNeeds() {
        assertThat(ofOneNetwork(500, 1)).isEqualTo(20);
        assertThat(ofOneNetwork(5_000, 1)).isCloseTo(100, within(1e-9));
        assertThat(ofOneNetwork(40_000, 1)).isCloseTo(0.02 * 16_588, within(0.1));
        assertThat(ofOneNetwork(500, 0.1)).isCloseTo(20 / 0.1, within(1e-9));
        assertThat(ofOneNetwork(5_000, 0.1)).isCloseTo(100 / 0.1, within(1e-9));
    }

    @Test
    void networkOfTwoWeeks_mayHaveGivenAsMuchInEach() {
        Machines machines =
                new Machines("cache").add(5_000, "linux", "1.14", HIT).in(NEXT).add(1_000, "linux", "1.14", HIT);
        assertThat(machines.weeks(List.of(WEEK, NEXT), 0).network().machines()).isCloseTo(2 * 60, within(1e-9));
        Machines few =
                new Machines("cache").add(5, "linux", "1.14", HIT).in(NEXT).add(5, "linux", "1.14", HIT);
        assertThat(few.weeks(List.of(WEEK, NEXT), 0).network().machines()).isEqualTo(2 * 20);
    }

    /** Of one half, a hundred machines of n that count f times move f · 100 / n / 2. */
    @Test
    void reweighting_isRefused_ifANetworkMovesAShareByAPoint_andByMoreThanItsInterval() {
        NetworkContribution hundred = new NetworkContribution(100);
        AnswerEstimates many =
                new Machines("cache").add(40_000, "linux", "1.14", HIT).weeks().estimates();
        assertThat(hundred.againstReweighting(8, many)).as("a point").isEmpty();
        assertThat(hundred.againstReweighting(8.1, many).orElseThrow().text())
                .contains("count 8.1 times", "by 1.0 points");
        assertThat(hundred.againstReweighting(16, many).orElseThrow().text()).contains("16.0 times", "by 2.0 points");

        // The interval of one half is 2.5758 / 2 / √10,000 = 1.288 points to either side.
        AnswerEstimates fewer =
                new Machines("cache").add(10_000, "linux", "1.14", HIT).weeks().estimates();
        assertThat(hundred.againstReweighting(2.57, fewer)).isEmpty();
        assertThat(hundred.againstReweighting(2.58, fewer)).isPresent();
    }

    @Test
    void weekWithoutEvents_doesNotMoveTheClip() {
        Machines machines = new Machines("ratio").add(100, "linux", "1.14", Map.of("n", 4L));
        double alone = machines.weeks().estimates().clip().limit();
        machines.in(NEXT).add(100, "linux", "1.14", Map.of());
        assertThat(machines.weeks(List.of(WEEK, NEXT), 0).estimates().clip().limit())
                .isEqualTo(alone)
                .isCloseTo(3.9, within(1e-9));
    }

    @Test
    void cells_areThoseOfTheChartsAnswersInTheseWeeks() {
        Machines machines = new Machines("cache")
                .add(1, "linux", "1.14", HIT)
                .add(1, "darwin", "1.15", HIT)
                .in(NEXT)
                .add(1, "windows", "1.13", HIT);
        ChartWeeks weeks = machines.weeks();
        ComparisonGrid grid = weeks.chart().grids().get(0);
        long first = grid.cell(0, 0);
        assertThat(weeks.cells(first, grid.cellCount()))
                .hasSize(2)
                .allSatisfy(cell -> assertThat(weeks.cell(cell).answers()).isEqualTo(1));
        assertThat(machines.weeks(List.of(WEEK, NEXT), 0).cells(first, grid.cellCount()))
                .hasSize(3);
        assertThat(weeks.span()).isEqualTo(1);
        assertThat(machines.weeks(List.of(WEEK, NEXT), 0).span()).isEqualTo(2);
    }
}
