package dev.limpid.benchmarks.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.benchmarks.linking.EqualTotals.Found;
import dev.limpid.benchmarks.linking.HomeMatching.CorrectMatches;
import dev.limpid.benchmarks.linking.TargetedAttack.Clue;
import dev.limpid.benchmarks.linking.TargetedAttack.InformationGain;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.question.CollectionConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The figures of {@link LinkingBenchmark} at a size that every build can afford. All of it follows from its seeds. */
class LinkingTest {

    private static final int HOMES = 400;
    private static final int KNOWN = 1_000;
    private static final int RARE_HOME = 7;

    @Test
    void lines_ofOneHomeAreFoundAgain_onlyWhereAllOfItStandsInOneLine() {
        assertThat(strongest(LinkingBenchmark.link(Habits.USUAL, LinkingBenchmark.form("old", 1), HOMES, KNOWN, 1)))
                .as("one line for each home")
                .isGreaterThan(0.8);
        assertThat(strongest(LinkingBenchmark.link(Habits.USUAL, LinkingBenchmark.form("version", 1), HOMES, KNOWN, 1)))
                .as("answers by version; 400 homes are fewer than any goal is for")
                .isLessThan(0.12);
        assertThat(strongest(LinkingBenchmark.link(Habits.USUAL, LinkingBenchmark.form("none", 1), HOMES, KNOWN, 1)))
                .as("answers that do not distinguish builds")
                .isLessThan(0.04);
    }

    private static double strongest(Map<String, CorrectMatches> attacks) {
        return attacks.values().stream().mapToDouble(CorrectMatches::best).max().orElseThrow();
    }

    @Test
    void rareCounter_isInOneLineOfOneChart() {
        List<AnsweredWeek> week = published(LinkingBenchmark.form("version", 1));

        List<String> lines = new ArrayList<>();
        week.forEach(chart -> chart.lines().forEach(line -> lines.add(new String(line, StandardCharsets.UTF_8))));
        assertThat(lines.stream().filter(line -> line.contains(Population.RARE)))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("\"Chart\":\"example.org/tool/part0\"", "\"N\":1}"));
    }

    @Test
    void oneLineForEachHome_tellsWhoKnowsARareCounterEverything() {
        AnsweredWeek all = published(LinkingBenchmark.form("old", 1)).get(0);

        assertThat(all.published().stream()
                        .map(PublishedAnswer::answer)
                        .filter(answer -> answer.parts().stream()
                                .anyMatch(part -> part.counts().containsKey(Population.RARE))))
                .singleElement()
                .satisfies(answer -> assertThat(answer.parts().get(0).counts().keySet())
                        .as("the same line shows other charts of the home")
                        .anyMatch(counter -> !counter.startsWith("part0:")));
    }

    /** So nothing that is published can connect two charts: any home may have given any answer to the other chart. */
    @Test
    void publication_isTheSameWhoeverGaveWhichAnswer() {
        for (AnsweredWeek chart : published(LinkingBenchmark.form("version", 1))) {
            List<Integer> homes = new ArrayList<>(chart.truth().keySet());
            Collections.shuffle(homes, new Random(5));
            List<PublishedAnswer> lines = chart.published();
            Map<Integer, Answer> dealtAnew = new TreeMap<>();
            int next = 0;
            for (int line : chart.truth().values()) {
                dealtAnew.put(homes.get(next++), lines.get(line).answer());
            }

            assertThat(AnsweredWeek.publish(chart.chart(), dealtAnew).lines()).containsExactlyElementsOf(chart.lines());
        }
    }

    @Test
    void oneKnownLine_tellsNothingOfOtherCharts_whereHomesAreEquallyBusy() {
        InformationGain informationGain =
                LinkingBenchmark.directed(Habits.EVEN, LinkingBenchmark.form("none", 1), HOMES, KNOWN, 1, Clue.OUTLINE);

        assertThat(informationGain.guessed()).isEqualTo(informationGain.guessedBlindly());
        assertThat(informationGain.found()).isLessThan(2.5 * informationGain.blindly());
        assertThat(informationGain.bits())
                .as("of %s", informationGain.bitsInAll())
                .isLessThan(0.01);
    }

    @Test
    void oneKnownLine_ofVersionAndActivity_hardlyHelpsToGuessOtherCharts() {
        InformationGain informationGain = LinkingBenchmark.directed(
                Habits.USUAL, LinkingBenchmark.form("version", 1), HOMES, KNOWN, 1, Clue.OUTLINE);

        double deviation =
                Math.sqrt(informationGain.guessed() * (1 - informationGain.guessed()) / informationGain.homes());
        assertThat(informationGain.guessed()).isLessThan(informationGain.guessedBlindly() + 3 * deviation);
        assertThat(informationGain.found()).isLessThan(0.06);
    }

    /** What no form of an answer can prevent: questions that count at the same moments have the same total. */
    @Test
    void equalTotals_findARareNumberOfRuns() {
        Found runs = LinkingBenchmark.totals(Habits.RUNS, LinkingBenchmark.form("none", 1), HOMES, 1);
        Found usual = LinkingBenchmark.totals(Habits.USUAL, LinkingBenchmark.form("none", 1), HOMES, 1);

        assertThat(runs.certain()).isBetween(0.1, 0.5);
        assertThat(runs.found()).isGreaterThan(runs.certain());
        assertThat(usual.found()).as("each counter on its own").isLessThan(0.02);
    }

    private static List<AnsweredWeek> published(CollectionConfig config) {
        return AnsweredWeek.of(new Population(Habits.USUAL, 1, RARE_HOME), HOMES, 0, config, new SplittableRandom(2));
    }
}
