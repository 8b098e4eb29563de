package dev.limpid.charts.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.Difference;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.estimate.Clip;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** By which attributes machines are compared, in charts that ask for one attribute or for three. */
class ComparedAttributesTest {

    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);
    private static final String HIT = "cache:hit";
    private static final String MISS = "cache:miss";

    /** A chart by these attributes, and a fold of its answers. */
    private static final class Answers {

        private final QuestionPlan plan;
        private final AnswerFold fold;

        Answers(String by) throws ChartConfigException {
            List<Chart> charts = ChartConfig.parse("charts.txt", """
                    title: Cache
                    description: how often it hits
                    type: partition
                    program: p
                    module: versions: 1.0
                    version: 1.0
                    id: cache
                    by: %s
                    counter: cache:{hit,miss}
                    """.formatted(by));
            Question question = new Question(
                    "cache",
                    1,
                    charts.get(0).by(),
                    new RequestedCounters.Named(charts.get(0).collected()),
                    Optional.empty(),
                    Optional.empty());
            CollectionConfig config = new CollectionConfig(
                    "v1.0.0",
                    List.of("linux", "darwin"),
                    List.of("amd64", "arm64"),
                    List.of(),
                    1,
                    List.of(new CollectionConfig.Program("p", List.of("1.0", "1.1"), List.of(question))));
            plan = new QuestionPlan(charts, List.of(config));
            fold = new AnswerFold(plan);
        }

        Answers add(int machines, String counter, Map<Attribute, String> build) {
            List<AnswerPart> parts = List.of(new AnswerPart(build, Map.of(counter, 1L)));
            fold.add(new PublishedAnswer(new Answer(WEEK, "v1.0.0", "p/cache", parts), machines));
            return this;
        }

        DifferenceDetector compared() {
            PlannedChart chart = Objects.requireNonNull(plan.chart("p/cache"));
            return new DifferenceDetector(
                    new ChartWeeks(fold, chart, List.of(WEEK), 0, Clip.of(fold, chart, List.of(WEEK))));
        }

        int split(Attribute attribute) {
            PlannedChart chart = Objects.requireNonNull(plan.chart("p/cache"));
            return IntStream.range(0, chart.splits().size())
                    .filter(at -> chart.splits().get(at).attribute() == attribute)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Map<Attribute, String> build(String version, String os, String arch) {
        return Map.of(Attribute.VERSION, version, Attribute.OS, os, Attribute.ARCH, arch);
    }

    /** Each of two versions with the other one, and all since the newer one with all before: in the one bucket there is. */
    @Test
    void versions_areComparedOnce_howeverManyOtherAttributesThereAre() throws ChartConfigException {
        Answers three = new Answers("version, os, arch")
                .add(100, HIT, build("1.0", "linux", "amd64"))
                .add(100, HIT, build("1.1", "linux", "amd64"));
        assertThat(three.compared().comparisonCount(three.split(Attribute.VERSION)))
                .isEqualTo(3);
        // There is only one system and one processor.
        assertThat(three.compared().comparisonCount(three.split(Attribute.OS))).isZero();
        assertThat(three.compared().comparisonCount(three.split(Attribute.ARCH)))
                .isZero();
    }

    @Test
    void attributeThatAnswersLack_isNotCompared_butTheOthersAre() throws ChartConfigException {
        Answers answers = new Answers("version, os, arch")
                .add(400, HIT, build("1.0", "linux", "amd64"))
                .add(100, HIT, build("1.0", "darwin", "arm64"))
                .add(300, MISS, build("1.0", "darwin", "arm64"))
                .add(20, HIT, Map.of(Attribute.VERSION, "1.0", Attribute.OS, "linux"));
        DifferenceDetector compared = answers.compared();
        assertThat(compared.uncomparedAttributes()).containsExactly(Attribute.ARCH.inWords());
        assertThat(compared.differences(answers.split(Attribute.ARCH))).isEmpty();
        assertThat(compared.differences(answers.split(Attribute.OS)))
                .extracting(Difference::by)
                .contains(Attribute.OS)
                .containsOnly(Attribute.OS);
    }

    @Test
    void chartByTheSystemAlone_comparesSystems() throws ChartConfigException {
        Answers answers = new Answers("os")
                .add(400, HIT, Map.of(Attribute.OS, "linux"))
                .add(100, HIT, Map.of(Attribute.OS, "darwin"))
                .add(300, MISS, Map.of(Attribute.OS, "darwin"));
        DifferenceDetector compared = answers.compared();
        // Two systems, each with the other one, in two buckets.
        assertThat(compared.comparisonCount(0)).isEqualTo(4);
        assertThat(compared.differences(0))
                .extracting(one -> one.value().orElseThrow() + " " + one.figure() + " " + one.isHigher())
                .containsExactlyInAnyOrder(
                        "linux hit true", "linux miss false", "darwin hit false", "darwin miss true");
    }

    /** They are among the others of each system that is known. */
    @Test
    void systemThatNoConfigurationKnows_isNotNamed() throws ChartConfigException {
        Answers answers = new Answers("os")
                .add(400, HIT, Map.of(Attribute.OS, "linux"))
                .add(100, HIT, Map.of(Attribute.OS, "plan9"))
                .add(300, MISS, Map.of(Attribute.OS, "plan9"));
        assertThat(answers.compared().comparisonCount(0)).isEqualTo(2);
        assertThat(answers.compared().differences(0))
                .extracting(one -> one.value().orElseThrow() + " of " + one.others())
                .containsExactly("linux of 400", "linux of 400");
    }

    @Test
    void chartByTheSystemAlone_saysIfAnswersLackIt() throws ChartConfigException {
        Answers one =
                new Answers("os").add(990, HIT, Map.of(Attribute.OS, "linux")).add(10, HIT, Map.of());
        assertThat(one.compared().uncomparedAttributes()).as("one in a hundred").isEmpty();
        one.add(1, HIT, Map.of());
        assertThat(one.compared().uncomparedAttributes()).as("more than that").containsExactly(Attribute.OS.inWords());
    }
}
