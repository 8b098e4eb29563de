package dev.limpid.protocol.question;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.question.SamplingSimulation.Week;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sampling control promises, in the loop that {@link SamplingSimulation} closes. */
class SamplingSimulationTest {

    private static final int SEEDS = 5;
    private static final int CHANGE = 40;

    @ParameterizedTest
    @ValueSource(doubles = {20_000, 50_000, 100_000, 500_000, 1_000_000, 10_000_000})
    void effectiveAnswers_settleBetweenOnceAndThreeFifthsMoreThanNeeded(double installations) {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Week> weeks = SamplingSimulation.run(SamplingSimulation.settled(installations), seed);
            assertThat(weeks.subList(20, weeks.size()))
                    .allSatisfy(week -> assertThat(week.timesNeeded()).isBetween(1.0, 1.6));
            assertThat(weeks.subList(20, weeks.size()))
                    .filteredOn(week -> week.configurations() > 0)
                    .as("changes for nothing")
                    .isEmpty();
        }
    }

    @Test
    void growth_isAnsweredBeforeItAsksForTooMuch() {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Week> weeks = SamplingSimulation.run(SamplingSimulation.growing(), seed);
            assertThat(weeks).allSatisfy(week -> assertThat(week.timesNeeded()).isBetween(1.0, 2.5));
            assertThat(weeks)
                    .allSatisfy(week -> assertThat(week.configurations()).isLessThanOrEqualTo(1));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {200_000, 1_000_000, 10_000_000})
    void fallToATenth_isMadeUpForWithinFourWeeks(double installations) {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Week> weeks = SamplingSimulation.run(SamplingSimulation.falling(installations), seed);
            assertThat(weeks.subList(CHANGE + 4, weeks.size()))
                    .allSatisfy(week -> assertThat(week.timesNeeded()).isGreaterThanOrEqualTo(1.0));
            assertThat(weeks.get(weeks.size() - 1).timesNeeded()).isLessThan(1.6);
        }
    }

    @Test
    void tenTimesAsMany_areAskedLessStepByStep() {
        List<Week> weeks = SamplingSimulation.run(SamplingSimulation.jumping(), 1);
        for (int i = 1; i < weeks.size(); i++) {
            assertThat(weeks.get(i).rate())
                    .isGreaterThanOrEqualTo(weeks.get(i - 1).rate() / 2);
        }
        assertThat(weeks.get(weeks.size() - 1).timesNeeded()).isBetween(1.0, 1.6);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 37, 40, 45})
    void floodOfOneWeek_movesNoRateByMoreThanATenth(int week) {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertSteady(SamplingSimulation.run(SamplingSimulation.flood(week), seed));
        }
    }

    /** By 50 to 500 networks that each give everything that they may, or by 10 to 100 wider ones. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "10, 1", "1, 2", "10, 2"})
    void floodsThatComeAgain_leaveHonestAnswersEnough(double times, int every) {
        for (boolean apart : new boolean[] {true, false}) {
            for (int seed = 0; seed < 2; seed++) {
                List<Week> settled =
                        SamplingSimulation.run(SamplingSimulation.floods(times, every, CHANGE, apart), seed);
                assertThat(settled.subList(CHANGE, settled.size()))
                        .allSatisfy(week -> assertThat(week.timesNeeded()).isBetween(1.0, 1.6));
                List<Week> begun = SamplingSimulation.run(SamplingSimulation.floods(times, every, 0, apart), seed);
                assertThat(begun.subList(20, begun.size()))
                        .allSatisfy(week -> assertThat(week.timesNeeded()).isBetween(0.9, 1.6));
            }
        }
    }

    @Test
    void networkThatGivesItsShareEveryWeek_movesNoRateByMoreThanATenth() {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Week> honest = SamplingSimulation.run(SamplingSimulation.settled(1_000_000), seed);
            List<Week> joined = SamplingSimulation.run(SamplingSimulation.greedyNetwork(), seed);
            for (int i = 25; i < joined.size(); i++) {
                double rate = honest.get(i).rate();
                assertThat(joined.get(i).rate()).isBetween(0.9 * rate, 1.1 * rate);
                assertThat(joined.get(i).timesNeeded()).isBetween(1.0, 1.6);
            }
        }
    }

    @Test
    void holiday_movesNoRateByMoreThanATenth() {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertSteady(SamplingSimulation.run(SamplingSimulation.holiday(), seed));
        }
    }

    /** Otherwise everybody would be asked: of ten million machines, six hundred times as many as needed. */
    @ParameterizedTest
    @ValueSource(doubles = {1_000_000, 10_000_000})
    void outageOfTwoWeeks_asksNotEverybody(double installations) {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Week> weeks = SamplingSimulation.run(SamplingSimulation.outage(installations), seed);
            assertThat(weeks.subList(CHANGE + 2, weeks.size()))
                    .allSatisfy(week -> assertThat(week.timesNeeded()).isBetween(1.0, 12.0));
            assertThat(weeks.subList(CHANGE + 10, weeks.size()))
                    .allSatisfy(week -> assertThat(week.timesNeeded()).isBetween(1.0, 1.6));
        }
    }

    private static void assertSteady(List<Week> weeks) {
        double settled = weeks.get(25).rate();
        assertThat(weeks.subList(25, weeks.size()))
                .allSatisfy(week -> assertThat(week.rate()).isBetween(0.9 * settled, 1.1 * settled));
    }
}
