package dev.limpid.charts.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.SyntheticProgram;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.charts.stacks.KnownStack;
import dev.limpid.charts.stacks.KnownStacks;
import dev.limpid.charts.triage.StackHistory.ChartedWeek;
import dev.limpid.charts.triage.StackHistory.Week;
import dev.limpid.charts.triage.TriagedStacks.Origin;
import dev.limpid.charts.triage.TriagedStacks.State;
import dev.limpid.charts.triage.TriagedStacks.TriagedGroup;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of groups over weeks and versions, given what is known. */
class TriagedStacksTest {

    private static final QuestionPlan PLAN =
            new QuestionPlan(SyntheticProgram.charts(), List.of(SyntheticProgram.config("v1.0.0", 1)));

    private final List<ChartedWeek> weeks = new ArrayList<>();

    @Test
    void group_isNewThenKnownThenGone() throws Exception {
        week("1.0.0", "A.a:+1");
        assertThat(states("")).containsExactly("A.a NEW");
        week("1.0.0", "A.a:+2", "B.b:+1");
        assertThat(states("")).containsExactlyInAnyOrder("A.a KNOWN", "B.b NEW");
        for (int i = 0; i < TriagedStacks.GONE_WEEKS - 1; i++) {
            week("1.0.0", "A.a:+3");
        }
        assertThat(states("")).containsExactlyInAnyOrder("A.a KNOWN", "B.b KNOWN");
        week("1.0.0", "A.a:+3");
        assertThat(states("")).containsExactlyInAnyOrder("A.a KNOWN", "B.b GONE");
    }

    @Test
    void stackInAVersionMarkedAsFixed_isBack() throws Exception {
        String known = "issue: https://example.org/1\nstack: \"A.a\"\nfixed: 1.10.0";
        week("1.0.0", "A.a:+1");
        week("1.9.0", "A.a:+1", "B.b:+1");
        assertThat(states(known)).as("1.9.0 comes before 1.10.0").containsExactlyInAnyOrder("A.a KNOWN", "B.b NEW");
        week("1.10.0", "B.b:+1");
        assertThat(states(known)).as("another one").containsExactlyInAnyOrder("A.a KNOWN", "B.b KNOWN");
        week("1.10.0", "A.a:+7");
        assertThat(states(known)).containsExactlyInAnyOrder("A.a RETURNED", "B.b KNOWN");
    }

    @Test
    void fixedVersion_mayBeWrittenAsItsTag() throws Exception {
        week("1.0.0", "A.a:+1");
        week("1.10.0", "A.a:+7");
        assertThat(states("issue: https://example.org/1\nstack: \"A.a\"\nfixed: v1.10.0"))
                .containsExactly("A.a RETURNED");
    }

    /** Trials have their own version if the maintainers give them one. */
    @Test
    void versionsOfTrials_areKeptApart_whateverTheirStacksAre() throws Exception {
        week("1.0.0", "A.a:+1", "C.c:+1");
        week("1.10.0", "A.a:+1", "B.b:+1");
        KnownStacks known = KnownStacks.parse("known.txt", """
                trial: every night, on our machines
                versions: 1.10.*, 2.0.0-nightly*
                ---
                issue: https://example.org/1
                stack: "A.a" || "B.b"
                fixed: 1.9.0
                """);
        TriagedStacks judged = TriagedStacks.of(StackHistory.of(weeks), known);
        assertThat(judged.groups())
                .extracting(one -> one.group().key().top() + " " + one.origin() + " " + one.state() + " "
                        + one.claims().size())
                .containsExactlyInAnyOrder(
                        "org.example.A.a USERS KNOWN 1",
                        "org.example.B.b TRIAL NEW 0",
                        "org.example.C.c USERS KNOWN 0");
        assertThat(judged.overlaps()).isEmpty();
    }

    @Test
    void stacksOfTrials_areKeptApart_andClaimsAreNamed() throws Exception {
        week("1.0.0", "A.a:+1", "SelfTest.run:+1", "B.b:+1");
        KnownStacks known = KnownStacks.parse("known.txt", """
                trial: the self-test
                stack: "SelfTest"
                ---
                issue: https://example.org/1
                stack: "A.a"
                ---
                issue: https://example.org/2
                stack: "A" || "B"
                """);
        TriagedStacks judged = TriagedStacks.of(StackHistory.of(weeks), known);
        assertThat(judged.groups())
                .extracting(one -> one.group().key().top(), TriagedGroup::origin)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("org.example.A.a", Origin.USERS),
                        org.assertj.core.groups.Tuple.tuple("org.example.SelfTest.run", Origin.TRIAL),
                        org.assertj.core.groups.Tuple.tuple("org.example.B.b", Origin.USERS));
        assertThat(judged.overlaps()).singleElement().satisfies(overlap -> {
            assertThat(overlap.frames()).containsExactly("org.example.A.a:+1");
            assertThat(overlap.claims())
                    .extracting(KnownStack::name)
                    .containsExactly("https://example.org/1", "https://example.org/2");
        });
    }

    /** A trial and an issue may match the same stack: the trial is no issue. */
    @Test
    void claims_areIssues_andNoTrials() throws Exception {
        week("1.0.0", "A.a:+1");
        KnownStacks known = KnownStacks.parse("known.txt", """
                trial: the self-test
                stack: "A.a"
                ---
                issue: https://example.org/1
                stack: "A.a"
                """);
        assertThat(TriagedStacks.of(StackHistory.of(weeks), known).groups())
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.origin()).isEqualTo(Origin.TRIAL);
                    assertThat(group.claims()).extracting(KnownStack::name).containsExactly("https://example.org/1");
                });
    }

    /** Only versions that are known to be no releases are the developers' own. */
    @Test
    void stacksOfPreReleasesAlone_areOfDevelopment() throws Exception {
        assertThat(origin("1.10.0-rc.1")).isEqualTo(Origin.DEVELOPMENT);
        assertThat(origin("1.10.0-rc.1", "1.11.0-beta.2")).isEqualTo(Origin.DEVELOPMENT);
        assertThat(origin("1.10.0-rc.1", "1.10.0")).isEqualTo(Origin.USERS);
        assertThat(origin("1.10.0-rc.1", ChartResult.Cell.OTHER))
                .as("a version that is not known may be a release")
                .isEqualTo(Origin.USERS);
        assertThat(origin()).as("the chart does not ask for the version").isEqualTo(Origin.USERS);
    }

    /** Where a group comes from that occurs in these versions. */
    private Origin origin(String... versions) throws Exception {
        weeks.clear();
        week("1.0.0", "A.a:+1");
        StackHistory history = StackHistory.of(weeks);
        StackHistory.Group group = history.groups().get(0);
        ChartResult.StackGroup newest = group.newest();
        ChartResult.StackGroup changed = new ChartResult.StackGroup(
                newest.key(),
                newest.stacks(),
                newest.answers(),
                newest.events(),
                newest.share(),
                newest.installations(),
                List.of(versions).stream()
                        .map(version ->
                                new ChartResult.GroupCell(Attribute.VERSION, version, 1, 1, new Estimate(1, 1, 1)))
                        .toList());
        return TriagedStacks.of(
                        new StackHistory(
                                history.title(),
                                history.weeks(),
                                List.of(new StackHistory.Group(
                                        group.key(), List.of(Optional.of(changed)), group.stacks()))),
                        KnownStacks.parse("known.txt", ""))
                .groups()
                .get(0)
                .origin();
    }

    @Test
    void history_hasEachWeeksFigureAndAllVersionsOfAGroup() {
        week("1.9.0", "A.a:+1");
        week("1.10.0", "B.b:+1");
        week("1.0.0", "A.a:+2");
        StackHistory history = StackHistory.of(weeks);
        StackHistory.Group group = history.groups().stream()
                .filter(one -> one.key().top().endsWith("A.a"))
                .findFirst()
                .orElseThrow();
        assertThat(group.first()).isZero();
        assertThat(group.last()).isEqualTo(2);
        assertThat(group.points()).hasSize(3);
        assertThat(group.points().get(1)).isEmpty();
        assertThat(group.values(Attribute.VERSION)).containsExactly("1.0.0", "1.9.0");
        assertThat(group.stacks())
                .extracting(StackHistory.Member::frames)
                .containsExactly(List.of("org.example.A.a:+1"), List.of("org.example.A.a:+2"));
        assertThat(group.newest().installations()).isEqualTo(new Estimate(1, 1, 1));
    }

    /** A pre-release comes before its release, although its text is longer. */
    @Test
    void preReleaseOfTheFixedVersion_isNotBack() throws Exception {
        String known = "issue: https://example.org/1\nstack: \"A.a\"\nfixed: 1.10.0";
        assertThat(seenIn(known, "1.10.0-rc.1").state()).isEqualTo(State.KNOWN);
        assertThat(seenIn(known, "1.10.0-rc.1", "1.10.0").state()).isEqualTo(State.RETURNED);
        String tag = "issue: https://example.org/1\nstack: \"A.a\"\nfixed: v1.10.0";
        assertThat(seenIn(tag, "1.10.0-rc.1").state()).isEqualTo(State.KNOWN);
        assertThat(seenIn(tag + "-rc.1", "1.10.0-rc.1").state()).isEqualTo(State.RETURNED);
    }

    /** The version of the others is not known, so it says nothing about a fix. */
    @Test
    void otherVersions_areNotBack() throws Exception {
        String known = "issue: https://example.org/1\nstack: \"A.a\"\nfixed: 1.10.0";
        assertThat(seenIn(known, ChartResult.Cell.OTHER).state()).isEqualTo(State.KNOWN);
    }

    @Test
    void claimsOfSeveralStacks_areNamedOnce() throws Exception {
        week("1.0.0", "A.a:+1", "A.a:+2");
        week("1.10.0", "A.a:+1", "A.a:+2");
        TriagedGroup group = TriagedStacks.of(
                        StackHistory.of(weeks),
                        KnownStacks.parse("known.txt", "issue: https://example.org/1\nstack: \"A.a\"\nfixed: 1.10.0"))
                .groups()
                .get(0);
        assertThat(group.group().stacks()).hasSize(2);
        assertThat(group.claims()).extracting(KnownStack::name).containsExactly("https://example.org/1");
        assertThat(group.regressed()).extracting(KnownStack::name).containsExactly("https://example.org/1");
    }

    @Test
    void groups_areOrderedByTheirNewestMachines_andStacksByAllTheirAnswers() {
        week("1.0.0", "Z.z:+1", "Z.z:+2", "A.a:+2", "A.a:+1", "B.b:+1", "B.b:+1", "B.b:+1");
        week("1.0.0", "A.a:+2");
        StackHistory history = StackHistory.of(weeks);
        assertThat(history.groups())
                .extracting(one -> one.key().top())
                .containsExactly("org.example.B.b", "org.example.Z.z", "org.example.A.a");
        assertThat(history.groups().get(2).stacks())
                .as("line 2 occurred in two weeks, line 1 in one")
                .extracting(one -> one.frames().get(0) + " " + one.answers())
                .containsExactly("org.example.A.a:+2 2", "org.example.A.a:+1 1");
        assertThat(history.groups().get(1).stacks())
                .as("equally common, so by their text")
                .extracting(one -> one.frames().get(0) + " " + one.answers())
                .containsExactly("org.example.Z.z:+1 1", "org.example.Z.z:+2 1");
    }

    @Test
    void words_areLowerCase() {
        assertThat(State.NEW.word()).isEqualTo("new");
        assertThat(Origin.DEVELOPMENT.word()).isEqualTo("development");
    }

    /** Triages a group of two weeks whose only stack was seen in these versions. */
    private TriagedGroup seenIn(String known, String... versions) throws Exception {
        weeks.clear();
        week("1.0.0", "A.a:+1");
        week("1.0.0", "A.a:+1");
        StackHistory history = StackHistory.of(weeks);
        StackHistory.Group group = history.groups().get(0);
        StackHistory.Member stack =
                new StackHistory.Member(group.stacks().get(0).frames(), List.of(versions), 2);
        StackHistory changed = new StackHistory(
                history.title(),
                history.weeks(),
                List.of(new StackHistory.Group(group.key(), group.points(), List.of(stack))));
        return TriagedStacks.of(changed, KnownStacks.parse("known.txt", known))
                .groups()
                .get(0);
    }

    private List<String> states(String known) throws Exception {
        return TriagedStacks.of(StackHistory.of(weeks), KnownStacks.parse("known.txt", known)).groups().stream()
                .map(one -> one.group().key().top().substring("org.example.".length()) + " " + one.state())
                .toList();
    }

    /** One machine for each stack. */
    private void week(String version, String... stacks) {
        LocalDate monday = SyntheticProgram.WEEK.plusWeeks(weeks.size());
        AnswerFold fold = new AnswerFold(PLAN);
        for (String stack : stacks) {
            AnswerPart part =
                    new AnswerPart(Map.of(Attribute.VERSION, version), Map.of("crash\norg.example." + stack, 1L));
            fold.add(new PublishedAnswer(new Answer(monday, "v1.0.0", "org.example/tool/crashes", List.of(part)), 1));
        }
        ChartResult.Stacks chart = new ChartSetBuilder(fold, "collection", "v1.0.0")
                .build(Period.week(monday)).programs().stream()
                        .flatMap(program -> program.charts().stream())
                        .filter(ChartResult.Stacks.class::isInstance)
                        .map(ChartResult.Stacks.class::cast)
                        .findFirst()
                        .orElseThrow();
        weeks.add(new ChartedWeek(new Week(monday, false, chart.answers()), chart));
    }
}
