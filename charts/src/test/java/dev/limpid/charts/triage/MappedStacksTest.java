package dev.limpid.charts.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.GroupCell;
import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.StackGroup;
import dev.limpid.charts.ChartResult.StackVersion;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.SyntheticProgram;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.charts.stacks.GroupKey;
import dev.limpid.charts.stacks.ObfuscationMapping;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Stacks of obfuscated releases are grouped by the names of their source. */
class MappedStacksTest {

    private static final QuestionPlan PLAN =
            new QuestionPlan(SyntheticProgram.charts(), List.of(SyntheticProgram.config("v1.0.0", 1)));

    private final AnswerFold fold = new AnswerFold(PLAN);

    @Test
    void chartWithoutMappings_staysAsItIs() {
        add("1.0.0", 3, "fail.fail:+1");
        add("1.0.0", 2, "Plan.make:+1\njava.util.ArrayList.get:+1");
        add("1.10.0", 1, "Plan.make:+1");
        assertThat(MappedStacks.of(chart(), version -> Optional.empty())).isEqualTo(chart());
    }

    @Test
    void groupsThatBecomeOne_areAddedUp_andOneOfTwoMethodsIsParted() {
        add("1.0.0", 3, "a.a:+0");
        add("1.10.0", 2, "a.a:+0");
        add("1.10.0", 1, "b.b:+0");
        Map<String, ObfuscationMapping> mappings = Map.of(
                "1.0.0", ObfuscationMapping.parse("org.example.Plan -> org.example.a:\n    void make() -> a\n"),
                "1.10.0", ObfuscationMapping.parse("""
                        org.example.Text -> org.example.a:
                            void skip() -> a
                        org.example.Plan -> org.example.b:
                            void make() -> b
                        """));
        Stacks mapped = MappedStacks.of(chart(), version -> Optional.ofNullable(mappings.get(version)));

        assertThat(mapped.groups())
                .extracting(one -> one.key() + " " + one.answers())
                .containsExactly("org.example.Plan.make 4", "org.example.Text.skip 2");
        StackGroup plan = mapped.groups().get(0);
        assertThat(plan.share().value()).isCloseTo(4.0 / 6, within(0.00001));
        assertThat(plan.cells())
                .extracting(GroupCell::value, GroupCell::answers)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1.0.0", 3L),
                        org.assertj.core.groups.Tuple.tuple("1.10.0", 1L));
        assertThat(mapped.stacks())
                .extracting(one -> one.frames().get(0) + " " + one.answers())
                .containsExactly("org.example.Plan.make:+0 4", "org.example.Text.skip:+0 2");
    }

    private static final ObfuscationMapping PLAN_MAKE =
            ObfuscationMapping.parse("org.example.Plan -> org.example.a:\n    void make() -> a\n");
    private static final List<String> A = List.of("org.example.a.a:+0");
    private static final List<String> B = List.of("org.example.b.b:+0");
    private static final List<String> C = List.of("org.example.C.c:+1");
    private static final List<String> MAPPED = List.of("org.example.Plan.make:+0");

    private static Estimate estimate(double value, double low, double high) {
        return new Estimate(value, low, high);
    }

    private static StackVersion version(String version, long answers, Estimate share) {
        return new StackVersion(version, answers, 10 * answers, share);
    }

    private static GroupCell cell(Attribute by, String value, long answers, Estimate share) {
        return new GroupCell(by, value, answers, 10 * answers, share);
    }

    /** The published chart, with these stacks and groups instead. */
    private Stacks with(List<StackCount> stacks, List<StackGroup> groups) {
        add("1.0.0", 1, "fail.fail:+1");
        Stacks chart = chart();
        return new Stacks(
                chart.title(),
                chart.basis(),
                chart.installations(),
                stacks,
                groups,
                chart.distinct(),
                chart.sampled(),
                chart.leftOut(),
                chart.splits(),
                chart.trend(),
                chart.notes());
    }

    private static StackGroup group(List<String> frames, Estimate share, Estimate installations, GroupCell... cells) {
        long answers = Stream.of(cells)
                .filter(cell -> cell.by() == Attribute.VERSION)
                .mapToLong(GroupCell::answers)
                .sum();
        return new StackGroup(GroupKey.of(frames), 1, answers, 10 * answers, share, installations, List.of(cells));
    }

    private static Optional<ObfuscationMapping> mapping(String version) {
        return switch (version) {
            case "1.0.0" -> Optional.of(PLAN_MAKE);
            case "1.10.0" ->
                Optional.of(ObfuscationMapping.parse("org.example.Plan -> org.example.b:\n    void make() -> b\n"));
            default -> Optional.empty();
        };
    }

    /** A machine may have had both: so at least as many as one of them, at most as many as both. */
    @Test
    void groupsThatBecomeOne_haveTheirSumAsUpperBound_andTheLargerOneAsLower() {
        Stacks chart = with(
                List.of(
                        new StackCount(
                                A,
                                3,
                                30,
                                estimate(0.5, 0.3, 0.7),
                                List.of(version("1.0.0", 3, estimate(0.5, 0.3, 0.7)))),
                        new StackCount(C, 4, 40, estimate(0.7, 0.6, 0.8), List.of()),
                        new StackCount(
                                B,
                                2,
                                20,
                                estimate(0.4, 0.2, 0.6),
                                List.of(version("1.10.0", 2, estimate(0.4, 0.2, 0.6))))),
                List.of(
                        group(
                                A,
                                estimate(0.5, 0.3, 0.7),
                                estimate(500, 300, 700),
                                cell(Attribute.VERSION, "1.0.0", 3, estimate(0.5, 0.3, 0.7)),
                                cell(Attribute.OS, "linux", 3, estimate(0.5, 0.3, 0.7))),
                        group(
                                C,
                                estimate(0.7, 0.6, 0.8),
                                estimate(700, 600, 800),
                                cell(Attribute.OS, "linux", 4, estimate(0.7, 0.6, 0.8))),
                        group(
                                B,
                                estimate(0.4, 0.2, 0.6),
                                estimate(400, 200, 600),
                                cell(Attribute.VERSION, "1.10.0", 2, estimate(0.4, 0.2, 0.6)),
                                cell(Attribute.OS, "linux", 2, estimate(0.4, 0.2, 0.6)))));
        Stacks mapped = MappedStacks.of(chart, MappedStacksTest::mapping);

        assertThat(mapped.stacks())
                .as("the most frequent first")
                .extracting(StackCount::frames)
                .containsExactly(MAPPED, C);
        StackCount stack = mapped.stacks().get(0);
        assertThat(stack.answers()).isEqualTo(5);
        assertThat(stack.events()).isEqualTo(50);
        assertThat(stack.share().low()).isEqualTo(0.3);
        assertThat(stack.share().value()).isEqualTo(0.9);
        assertThat(stack.share().high()).as("not more than all").isEqualTo(1);

        assertThat(mapped.groups()).extracting(StackGroup::key).containsExactly(GroupKey.of(MAPPED), GroupKey.of(C));
        StackGroup group = mapped.groups().get(0);
        assertThat(group.stacks()).isEqualTo(2);
        assertThat(group.answers()).isEqualTo(5);
        assertThat(group.events()).isEqualTo(50);
        assertThat(group.installations()).isEqualTo(estimate(900, 300, 1_300));
        assertThat(group.cells())
                .filteredOn(cell -> cell.by() == Attribute.OS)
                .singleElement()
                .satisfies(linux -> {
                    assertThat(linux.answers()).isEqualTo(5);
                    assertThat(linux.events()).isEqualTo(50);
                    assertThat(linux.share().low()).isEqualTo(0.3);
                });
    }

    /** A published list begins with the most frequent one; of the two that become one, neither is. */
    @Test
    void mappedStacksAndGroups_areInTheOrderOfTheirNewShares() {
        Estimate four = estimate(0.4, 0.2, 0.6);
        Estimate three = estimate(0.3, 0.1, 0.5);
        Estimate two = estimate(0.2, 0.1, 0.3);
        Stacks chart = with(
                List.of(
                        new StackCount(C, 4, 40, four, List.of(version("1.5.0", 4, four))),
                        new StackCount(A, 3, 30, three, List.of(version("1.0.0", 3, three))),
                        new StackCount(B, 2, 20, two, List.of(version("1.10.0", 2, two)))),
                List.of(
                        group(C, four, estimate(400, 200, 600), cell(Attribute.VERSION, "1.5.0", 4, four)),
                        group(A, three, estimate(300, 100, 500), cell(Attribute.VERSION, "1.0.0", 3, three)),
                        group(B, two, estimate(200, 100, 300), cell(Attribute.VERSION, "1.10.0", 2, two))));
        Stacks mapped = MappedStacks.of(chart, MappedStacksTest::mapping);
        assertThat(mapped.stacks()).extracting(StackCount::frames).containsExactly(MAPPED, C);
        assertThat(mapped.groups()).extracting(StackGroup::key).containsExactly(GroupKey.of(MAPPED), GroupKey.of(C));
    }

    /** An obfuscator gives two methods of one name, with other parameters, two names. */
    @Test
    void stacksOfOneVersionThatBecomeOne_areOneInThatVersion() {
        ObfuscationMapping overloads = ObfuscationMapping.parse(
                "org.example.Plan -> org.example.a:\n    void make() -> a\n    void make(int) -> b\n");
        Estimate share = estimate(0.3, 0.1, 0.5);
        Stacks chart = with(
                List.of(
                        new StackCount(A, 3, 30, share, List.of(version("1.0.0", 3, share))),
                        new StackCount(
                                List.of("org.example.a.b:+0"),
                                2,
                                20,
                                estimate(0.2, 0.15, 0.25),
                                List.of(version("1.0.0", 2, estimate(0.2, 0.15, 0.25))))),
                List.of());
        assertThat(MappedStacks.of(chart, version -> Optional.of(overloads)).stacks())
                .singleElement()
                .satisfies(stack -> {
                    assertThat(stack.frames()).isEqualTo(MAPPED);
                    assertThat(stack.versions()).singleElement().satisfies(one -> {
                        assertThat(one.version()).isEqualTo("1.0.0");
                        assertThat(one.answers()).isEqualTo(5);
                        assertThat(one.events()).isEqualTo(50);
                        assertThat(one.share()).isEqualTo(estimate(0.5, 0.15, 0.75));
                    });
                });
    }

    /** In one version the name means another method: the group's machines are parted as its versions are. */
    @Test
    void partOfAGroup_hasItsVersionsShareOfInstallations() {
        Estimate share = estimate(0.4, 0.2, 0.6);
        GroupCell linux = cell(Attribute.OS, "linux", 4, share);
        Stacks chart = with(
                List.of(),
                List.of(group(
                        A,
                        share,
                        estimate(400, 200, 600),
                        cell(Attribute.VERSION, "1.0.0", 3, estimate(0.3, 0.1, 0.5)),
                        cell(Attribute.VERSION, "1.5.0", 1, Estimate.withoutInterval(0.1)),
                        linux)));
        Stacks mapped = MappedStacks.of(chart, MappedStacksTest::mapping);

        // No listed stack shows the method, so the group's own name is mapped.
        assertThat(mapped.groups()).extracting(StackGroup::key).containsExactly(GroupKey.of(MAPPED), GroupKey.of(A));
        StackGroup plan = mapped.groups().get(0);
        assertThat(plan.answers()).isEqualTo(3);
        assertThat(plan.events()).isEqualTo(30);
        assertThat(plan.installations().value()).isCloseTo(300, within(1e-9));
        assertThat(plan.installations().low()).isCloseTo(150, within(1e-9));
        assertThat(plan.installations().high()).isCloseTo(450, within(1e-9));
        assertThat(plan.cells()).contains(linux).hasSize(2);
        StackGroup other = mapped.groups().get(1);
        assertThat(other.share().hasInterval()).isFalse();
        assertThat(other.installations().value()).isCloseTo(100, within(1e-9));
    }

    @Test
    void partOfAGroup_withoutAnInterval_hasNone() {
        Stacks chart = with(
                List.of(
                        new StackCount(
                                A,
                                3,
                                30,
                                Estimate.withoutInterval(0.3),
                                List.of(version("1.0.0", 3, Estimate.withoutInterval(0.3)))),
                        new StackCount(
                                B,
                                2,
                                20,
                                estimate(0.2, 0.1, 0.3),
                                List.of(version("1.10.0", 2, estimate(0.2, 0.1, 0.3))))),
                List.of(group(
                        A,
                        Estimate.withoutInterval(0.4),
                        Estimate.withoutInterval(400),
                        cell(Attribute.VERSION, "1.0.0", 3, Estimate.withoutInterval(0.3)),
                        cell(Attribute.VERSION, "1.5.0", 1, Estimate.withoutInterval(0.1)))));
        Stacks mapped = MappedStacks.of(chart, MappedStacksTest::mapping);
        assertThat(mapped.stacks()).singleElement().satisfies(one -> {
            assertThat(one.share().value()).isEqualTo(0.5);
            assertThat(one.share().hasInterval()).isFalse();
        });
        assertThat(mapped.groups().get(0).installations().hasInterval()).isFalse();
        assertThat(mapped.groups().get(0).installations().value()).isCloseTo(300, within(1e-9));
    }

    /** One stack in three versions, two of which give the name another meaning than the third. */
    @Test
    void partsOfAStack_areAddedUpOverTheVersionsInWhichItIsTheSame() {
        Stacks chart = with(
                List.of(new StackCount(
                        A,
                        6,
                        60,
                        estimate(0.6, 0.4, 0.8),
                        List.of(
                                version("1.0.0", 3, estimate(0.3, 0.1, 0.5)),
                                version("1.5.0", 1, estimate(0.1, 0, 0.2)),
                                version("1.6.0", 2, estimate(0.2, 0.1, 0.3))))),
                List.of());
        assertThat(MappedStacks.of(chart, MappedStacksTest::mapping).stacks())
                .extracting(one -> one.frames() + " " + one.answers() + " " + one.events() + " "
                        + one.versions().size())
                .containsExactlyInAnyOrder(MAPPED + " 3 30 1", A + " 3 30 2");
    }

    @Test
    void stackCharts_ofAllPrograms_areMapped_andOtherChartsStayAsTheyAre() {
        add("1.0.0", 3, "a.a:+0");
        ChartSet set = new ChartSetBuilder(fold, "collection", "v1.0.0").build(Period.week(SyntheticProgram.WEEK));
        ChartSet mapped = MappedStacks.of(
                set, (program, version) -> program.equals("org.example/tool") ? mapping(version) : Optional.empty());
        assertThat(mapped.programs().stream()
                        .flatMap(program -> program.charts().stream())
                        .filter(Stacks.class::isInstance)
                        .flatMap(chart -> ((Stacks) chart).stacks().stream())
                        .map(StackCount::frames))
                .contains(MAPPED);
        assertThat(others(mapped)).isNotEmpty().isEqualTo(others(set));
        assertThat(mapped.period()).isEqualTo(set.period());
    }

    private static List<ChartResult> others(ChartSet set) {
        return set.programs().stream()
                .flatMap(program -> program.charts().stream())
                .filter(chart -> !(chart instanceof Stacks))
                .toList();
    }

    private void add(String version, int machines, String stack) {
        AnswerPart part = new AnswerPart(Map.of(Attribute.VERSION, version), Map.of("crash\norg.example." + stack, 1L));
        fold.add(new PublishedAnswer(
                new Answer(SyntheticProgram.WEEK, "v1.0.0", "org.example/tool/crashes", List.of(part)), machines));
    }

    private Stacks chart() {
        return new ChartSetBuilder(fold, "collection", "v1.0.0")
                .build(Period.week(SyntheticProgram.WEEK)).programs().stream()
                        .flatMap(program -> program.charts().stream())
                        .filter(Stacks.class::isInstance)
                        .map(Stacks.class::cast)
                        .findFirst()
                        .orElseThrow();
    }
}
