package dev.limpid.charts.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which charts count the machines of a program: rates of 1/2 and 1/4 have the precisions 1 and 1/3. */
class InstallationCountChartsTest {

    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);
    private static final Question HALF = question("half", 0.5, "", "", "a");
    private static final Question QUARTER = question("quarter", 0.25, "", "", "b");

    private static Question question(String id, double rate, String since, String until, String counter) {
        return new Question(
                id,
                rate,
                Set.of(Attribute.VERSION),
                new RequestedCounters.Named(List.of(counter)),
                Optional.of(since).filter(text -> !text.isEmpty()),
                Optional.of(until).filter(text -> !text.isEmpty()).map(LocalDate::parse));
    }

    private static CollectionConfig config(String version, Question... questions) {
        // Another program has a chart of the same name, and asks it of nearly everybody.
        Question foreign = question("half", 0.9, "", "", "a");
        return new CollectionConfig(
                version,
                List.of(),
                List.of(),
                List.of(),
                1,
                List.of(
                        new CollectionConfig.Program("a/tool", List.of("0.9", "1.0"), List.of(questions)),
                        new CollectionConfig.Program("b/other", List.of(), List.of(foreign))));
    }

    private static Map<String, Double> shares(Map<String, Long> answers, CollectionConfig... inUse) {
        return InstallationCountCharts.shares("a/tool", List.of(inUse), WEEK, any -> true, answers);
    }

    private static Map<String, Long> answers(String... charts) {
        Map<String, Long> answers = new TreeMap<>();
        for (String chart : charts) {
            answers.put("a/tool/" + chart, 10L);
        }
        return answers;
    }

    @Test
    void charts_areWeightedByTheirPrecision() {
        Map<String, Double> shares = shares(answers("half", "quarter"), config("v1", HALF, QUARTER));
        assertThat(shares.keySet()).containsExactlyInAnyOrder("a/tool/half", "a/tool/quarter");
        assertThat(shares.get("a/tool/half")).isCloseTo(0.75, within(1e-12));
        assertThat(shares.get("a/tool/quarter")).isCloseTo(0.25, within(1e-12));
        assertThat(shares(Map.of(), config("v1", HALF))).isEmpty();
        assertThat(shares(answers("half"))).isEmpty();
        assertThat(InstallationCountCharts.shares(
                        "a/tool",
                        List.of(config("v1", HALF, QUARTER)),
                        WEEK,
                        "a/tool/quarter"::equals,
                        answers("half", "quarter")))
                .isEqualTo(Map.of("a/tool/quarter", 1.0));
    }

    /** Ten answers at 1/2 are 20 machines, of which 1/4 gives 5: none of these may be chance. 80 give 20, that is lost. */
    @Test
    void chartWithoutAnswers_isLost_ifTwentyWereToBeExpected() {
        CollectionConfig config = config("v1", HALF, QUARTER);
        assertThat(shares(Map.of("a/tool/half", 10L), config)).hasSize(2);
        assertThat(shares(Map.of("a/tool/half", 39L), config)).hasSize(2);
        assertThat(shares(Map.of("a/tool/half", 40L), config)).isEqualTo(Map.of("a/tool/half", 1.0));
    }

    /** The newest configuration's rates count, in whichever order they are given; 1.10 is newer than 1.9. */
    @Test
    void rates_areThoseOfTheNewestConfiguration() {
        CollectionConfig old = config("v1.9", HALF, question("quarter", 0.5, "", "", "b"));
        CollectionConfig now = config("v1.10", HALF, QUARTER);
        for (Map<String, Double> shares :
                List.of(shares(answers("half"), old, now), shares(answers("half"), now, old))) {
            assertThat(shares.get("a/tool/quarter")).isCloseTo(0.25, within(1e-12));
        }
    }

    @Test
    void question_thatDiffersInAnyConfiguration_isNotOfEveryMachine() {
        for (Question other : List.of(
                question("quarter", 0.25, "1.0", "", "b"),
                question("quarter", 0.25, "", "2027-01-01", "b"),
                question("quarter", 0.25, "", "", "c"),
                question("elsewhere", 0.25, "", "", "b"))) {
            assertThat(shares(answers("half", "quarter"), config("v1", HALF, other), config("v2", HALF, QUARTER)))
                    .as("%s", other)
                    .isEqualTo(Map.of("a/tool/half", 1.0));
        }
    }

    /** The week's last day is 22 November. */
    @Test
    void question_thatEndsWithinTheWeek_isNotOfEveryMachine() {
        Question ends = question("quarter", 0.25, "", "2026-11-21", "b");
        Question lasts = question("quarter", 0.25, "", "2026-11-22", "b");
        assertThat(shares(answers("half", "quarter"), config("v1", HALF, ends))).isEqualTo(Map.of("a/tool/half", 1.0));
        assertThat(shares(answers("half", "quarter"), config("v1", HALF, lasts)))
                .hasSize(2);
    }

    /** If no chart is asked of every machine: the one of all versions, then the highest rate, then the first. */
    @Test
    void chartThatMissesTheFewest_isUsedAlone() {
        Question some = question("some", 0.9, "1.0", "", "a");
        Question low = question("low", 0.1, "", "2026-11-20", "b");
        Question high = question("high", 0.2, "", "2026-11-20", "c");
        CollectionConfig config = config("v1", some, low, high);
        assertThat(shares(answers("some", "low", "high"), config)).isEqualTo(Map.of("a/tool/high", 1.0));
        assertThat(shares(answers("some", "low"), config)).isEqualTo(Map.of("a/tool/low", 1.0));
        assertThat(shares(answers("some"), config)).isEqualTo(Map.of("a/tool/some", 1.0));
        // An older configuration is asked only if the newest does not know what was answered.
        assertThat(shares(answers("low"), config, config("v2", some))).isEqualTo(Map.of("a/tool/low", 1.0));
        assertThat(shares(answers("some", "low"), config, config("v2", some))).isEqualTo(Map.of("a/tool/some", 1.0));
        assertThatThrownBy(() -> shares(answers("gone"), config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no configuration asks what was answered of a/tool: [a/tool/gone]");
    }
}
