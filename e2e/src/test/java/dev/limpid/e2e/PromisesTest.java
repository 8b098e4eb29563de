package dev.limpid.e2e;

import static dev.limpid.e2e.world.World.monday;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.e2e.world.Answers;
import dev.limpid.e2e.world.FileHost;
import dev.limpid.e2e.world.Folders;
import dev.limpid.e2e.world.Machine;
import dev.limpid.e2e.world.WireRequest;
import dev.limpid.e2e.world.World;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.generate.ChartRates;
import dev.limpid.protocol.question.generate.CollectionConfigGenerator;
import dev.limpid.protocol.release.Platforms;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.configuration.RefusedConfigException;
import dev.limpid.server.log.LogExport;
import dev.limpid.testkit.ProgramRunner.Result;
import dev.limpid.uploader.run.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The README's promises about what a machine does, in full: real processes of the example program, real telemetry homes,
 * the real server, and every byte between them. {@link AnswerPromisesTest} has the promises about what an answer is.
 */
class PromisesTest extends WorldExtension {

    @Test
    void promise01_withoutAChoice_nothingIsUploadedAndNothingDownloaded() throws Exception {
        world().decide(World.charts());
        Machine machine = world().machine("undecided").settle();
        List<Step> steps = world().live(machine, 3);
        Result upload = machine.limpid(monday(3), "upload", "--collection", World.COLLECTION);
        machine.program(monday(4).minusDays(5), 10);
        machine.program(monday(4), 10); // leaves a child, which ends the week
        assertThat(machine.local().keySet()).containsExactly(monday(1), monday(2), monday(3), monday(4));
        assertThat(steps).extracting(Step::kind).doesNotContain(Step.Kind.CONFIG, Step.Kind.SENT);
        assertThat(upload.out() + upload.err()).doesNotContain("Exception");
        assertThat(machine.sent()).isEmpty();
        assertThat(world().wire().said()).isEmpty();
    }

    @Test
    void promise02_off_writesNoFileAndTouchesNoNetwork() throws Exception {
        world().decide(World.charts());
        Machine machine = world().machine("off");
        Result off = machine.limpid(FIRST, "off", "--collection", World.COLLECTION);
        assertThat(off.exitCode()).as(off.err()).isZero();
        List<String> before = machine.everyFile();
        List<Step> steps = world().live(machine, 2);
        machine.limpid(monday(2), "upload", "--collection", World.COLLECTION);
        assertThat(machine.everyFile()).isEqualTo(before);
        assertThat(steps).extracting(Step::kind).containsOnly(Step.Kind.OFF);
        assertThat(world().wire().said()).isEmpty();
    }

    @Test
    void promise03_onlyWholeWeeksAfterTheDayOfConsent_areSent() throws Exception {
        world().decide(World.charts());
        Machine midweek = world().machine("midweek").settle();
        Machine onMonday = world().machine("on-monday").settle();
        for (Machine machine : List.of(midweek, onMonday)) {
            machine.program(FIRST.plusDays(1), 9, "--summary");
        }
        midweek.choose(new Mode.On(FIRST.plusDays(3)));
        midweek.program(FIRST.plusDays(4), 9, "--summary");
        world().endWeek(1, midweek, onMonday);
        onMonday.program(monday(1), 9, "--summary");
        onMonday.choose(new Mode.On(monday(1)));
        for (int week = 2; week <= 3; week++) {
            midweek.program(monday(week).minusDays(2), 9);
            onMonday.program(monday(week).minusDays(2), 9, week == 2 ? "--summary" : "--null");
            world().endWeek(week, midweek, onMonday);
        }
        assertThat(midweek.sent().keySet()).containsExactly(monday(2), monday(3));
        assertThat(onMonday.sent().keySet()).containsExactly(monday(3));
        assertThat(midweek.sent(monday(2)).counts()).containsKey("dupfind/found:some");
        for (Machine machine : List.of(midweek, onMonday)) {
            assertThat(machine.sent().values())
                    .allSatisfy(answers -> assertThat(answers.counts()).doesNotContainKey("dupfind/flag:summary"));
        }
    }

    @Test
    void promise04_onlyWhatAChartOfAPublicDiscussionAsksFor_isSent() throws Exception {
        String undiscussed = World.charts().replaceAll("(?m)^issue:.*\n", "");
        assertThatThrownBy(() -> world().decide(undiscussed))
                .isInstanceOf(RefusedConfigException.class)
                .hasMessageContaining("issue");
        CollectionConfig config = world().decide(World.charts());
        List<Chart> charts = ChartConfig.parse("charts.txt", World.charts());
        assertThat(charts).allSatisfy(chart -> assertThat(chart.issues()).isNotEmpty());
        assertThat(config.programs().get(0).questions())
                .extracting(Question::id)
                .containsExactlyElementsOf(charts.stream().map(Chart::id).toList());
        Machine machine = on("on");
        world().live(machine, 1);
        assertThat(machine.local(monday(1)).programs().get(0).counters())
                .containsKeys("dupfind/run", "dupfind/found:some");
        Answers sent = machine.sent(monday(1));
        assertThat(sent.counts()).containsKey("dupfind/found:some").doesNotContainKey("dupfind/run");
        assertThat(sent.charts())
                .containsExactlyInAnyOrderElementsOf(
                        charts.stream().map(chart -> DUPFIND + "/" + chart.id()).toList());
        for (Chart chart : charts) {
            assertAskedFor(chart, sent.to(DUPFIND + "/" + chart.id()).orElseThrow());
        }
    }

    /** Each answer contains what its own chart asks for, and nothing that another chart asks for. */
    private static void assertAskedFor(Chart chart, Answer answer) {
        for (AnswerPart part : answer.parts()) {
            assertThat(part.attributes().keySet()).isEqualTo(chart.by());
            assertThat(part.counts().keySet()).allSatisfy(name -> {
                if (chart.builtIn().isPresent()) {
                    assertThat(name).startsWith(chart.builtIn().get().counter() + ":");
                } else {
                    assertThat(chart.collected()).contains(name);
                }
            });
        }
    }

    @Test
    void promise05_aLogThatShowsTwoConfigurations_isDetectedAndNothingIsSent() throws Exception {
        world().decide(World.charts());
        Machine machine = on("on");
        Path fork = folder().resolve("fork");
        Folders.copy(world().serverFolder(), fork.resolve("server"));
        world().decide(World.charts().replace("100ms", "200ms"));
        world().live(machine, 1);
        assertThat(machine.sent()).containsOnlyKeys(monday(1));
        machine.program(monday(2).minusDays(3), 9);
        try (World forked = World.begin(fork)) {
            forked.to(monday(2));
            forked.decide(World.charts().replace("100ms", "300ms"));
            List<Step> steps = machine.withIdentity(forked.identity()).pass(monday(2));
            assertThat(steps)
                    .extracting(Step::kind)
                    .contains(Step.Kind.UNTRUSTED)
                    .doesNotContain(Step.Kind.SENT);
        }
        assertThat(machine.sent()).containsOnlyKeys(monday(1));
        assertThat(machine.everyFile()).anyMatch(file -> file.contains("evidence"));
    }

    @Test
    void promise06_aPlainFileHost_servesTheConfiguration() throws Exception {
        CollectionConfig config = world().decide(World.charts());
        Path files = Files.createDirectories(folder().resolve("host"));
        new LogExport(world().collection().log().published()).write(files.resolve("log"));
        CollectionIdentity direct = world().identity();
        try (FileHost host = FileHost.serve(files)) {
            CollectionIdentity hosted = new CollectionIdentity(
                    direct.name(),
                    direct.uploadUrl(),
                    host.url() + "log",
                    direct.policy().replace(direct.configUrl(), host.url() + "log"));
            Machine machine =
                    world().machine("on").withIdentity(hosted).settle().choose(new Mode.On(CONSENT_BEFORE));
            List<Step> steps = world().live(machine, 1);
            assertThat(steps).extracting(Step::kind).contains(Step.Kind.CONFIG, Step.Kind.SENT);
            assertThat(machine.sent(monday(1)).answers())
                    .isNotEmpty()
                    .extracting(Answer::config)
                    .containsOnly(config.version());
        }
        assertThat(world().wire().requests()).isNotEmpty().allMatch(WireRequest::isPost);
    }

    @Test
    void promise11_aConstantNumberOfAnswersIsAskedFor_howeverManyInstallationsThereAre() throws Exception {
        List<Chart> charts = ChartConfig.parse("charts.txt", World.charts());
        double before = 1;
        for (long installations : new long[] {100, 16_000, 100_000, 1_000_000, 10_000_000}) {
            Participation measured = new Participation(Map.of(DUPFIND, installations));
            ChartRates rates = new ChartRates(measured, Optional.empty());
            CollectionConfig config = new CollectionConfigGenerator(
                            Platforms.all(), Releases.BY_HAND, rates::of, rates.fetchRate(charts))
                    .generate("v1.0.0", charts, FIRST, Optional.empty());
            for (Question question : config.programs().get(0).questions()) {
                double answers = question.rate() * installations;
                // As many as are needed, or as there are, and at most a fifth more: rates depend on whole weeks.
                assertThat(answers)
                        .as("answers to %s of %s installations", question.id(), installations)
                        .isBetween(
                                Math.min((double) installations, 16_587) * 0.999,
                                Math.min((double) installations, 16_587 * 1.2));
                assertThat(question.rate()).isLessThanOrEqualTo(before);
            }
            before = config.programs().get(0).questions().get(0).rate();
        }
        assertThat(before).isLessThan(0.002);
    }

    @Test
    void promise13_usersSeeWhatIsCounted_whatWouldBeSent_andWhatWasSent() throws Exception {
        world().decide(World.charts());
        Machine machine = on("on");
        world().live(machine, 1);
        machine.program(monday(1).plusDays(2), 9, "--summary");
        LocalDate friday = monday(1).plusDays(4);
        Result counted =
                machine.limpid(friday, "dump", machine.newestCountFile().toString());
        assertThat(counted.out()).as(counted.err()).contains("dupfind/run", "dupfind/flag:summary");
        Result preview = machine.limpid(friday, "preview", "--collection", World.COLLECTION);
        assertThat(preview.out())
                .as(preview.err())
                .contains("dupfind/flag:summary", "dupfind/run", monday(2).toString());
        world().endWeek(2, machine);
        Result sent = machine.limpid(monday(2), "sent", "--json", "--collection", World.COLLECTION);
        assertThat(sent.out())
                .as(sent.err())
                .contains(monday(1).toString(), monday(2).toString());
        Result whole = machine.limpid(monday(2), "sent", monday(2).toString(), "--collection", World.COLLECTION);
        assertThat(whole.out().replaceAll("\\s", "")).as(whole.err()).contains("dupfind/flag:summary");
        assertThat(machine.sent(monday(2)).counts()).containsEntry("dupfind/flag:summary", 1L);
        assertThat(world().wire().posts())
                .extracting(WireRequest::body)
                .as("the copies are what left, to the byte")
                .containsExactlyInAnyOrderElementsOf(machine.sent().values().stream()
                        .flatMap(answers -> answers.lines().stream())
                        .toList());
    }

    @Test
    void promise13_newQuestions_waitOnTheMachineForSevenDays() throws Exception {
        world().decide(World.chartsWithoutDurations());
        Machine machine = on("on");
        world().live(machine, 1);
        machine.program(monday(2).minusDays(5), 10);
        CollectionConfig newer = world().decide(World.charts());
        String asked = DUPFIND + "/durations";
        List<Step> fetched = world().endWeek(2, machine);
        assertThat(fetched).extracting(Step::kind).contains(Step.Kind.ON_SHOW, Step.Kind.SENT);
        assertThat(machine.sent(monday(2)).charts()).isNotEmpty().doesNotContain(asked);
        machine.program(monday(2).plusDays(1), 10);
        Result preview = machine.limpid(monday(2).plusDays(3), "preview", "--collection", World.COLLECTION);
        assertThat(preview.out()).as(preview.err()).contains(newer.version() + " is on show", "durations");
        world().endWeek(3, machine);
        assertThat(machine.sent(monday(3)).charts()).contains(asked);
    }
}
