package dev.limpid.e2e;

import static dev.limpid.e2e.world.World.monday;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.dist.Main;
import dev.limpid.e2e.world.FileHost;
import dev.limpid.e2e.world.Folders;
import dev.limpid.e2e.world.Machine;
import dev.limpid.e2e.world.Strings;
import dev.limpid.e2e.world.World;
import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.Platforms;
import dev.limpid.protocol.config.Releases;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.config.UploadConfigGenerator;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.server.RefusedConfigException;
import dev.limpid.server.log.LogExport;
import dev.limpid.server.publish.Publication;
import dev.limpid.testkit.ProgramRunner;
import dev.limpid.testkit.ProgramRunner.Finished;
import dev.limpid.testkit.TemporaryFolder;
import dev.limpid.uploader.run.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.acme.PayrollPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The thirteen promises of the README, one test each, on the whole way: real processes of the example program, real
 * telemetry homes, the real server, and every byte that went between them.
 */
class PromisesTest {

    private static final LocalDate FIRST = World.FIRST_DAY;
    private static final LocalDate CONSENT_BEFORE = FIRST.minusDays(1);

    /** The head of a request; one connection carries several. */
    private static final Pattern REQUEST_FOR_THE_LOG = Pattern.compile("GET /[^ ]* HTTP.*?\r\n\r\n", Pattern.DOTALL);

    private TemporaryFolder folder;
    private World world;

    @BeforeEach
    void begin() throws IOException {
        folder = TemporaryFolder.make();
        world = World.begin(folder.path());
    }

    @AfterEach
    void end() throws IOException {
        world.close();
        folder.close();
    }

    @Test
    void promise01_withoutAChoice_nothingIsUploadedAndNothingDownloaded() throws Exception {
        world.decide(World.charts());
        Machine machine = world.machine("undecided").settle();
        List<Step> steps = world.live(machine, 3);
        Finished upload = machine.limpid(monday(3), "upload", "--collection", World.COLLECTION);
        machine.program(monday(4).minusDays(5), 10);
        machine.program(monday(4), 10); // leaves a child, which ends the week
        assertThat(machine.local().keySet()).containsExactly(monday(1), monday(2), monday(3), monday(4));
        assertThat(steps).extracting(Step::kind).doesNotContain(Step.Kind.CONFIG, Step.Kind.SENT);
        assertThat(upload.out() + upload.err()).doesNotContain("Exception");
        assertThat(machine.sent()).isEmpty();
        assertThat(world.wire().said()).isEmpty();
    }

    @Test
    void promise02_off_writesNoFileAndTouchesNoNetwork() throws Exception {
        world.decide(World.charts());
        Machine machine = world.machine("off");
        Finished off = machine.limpid(FIRST, "off", "--collection", World.COLLECTION);
        assertThat(off.exitCode()).as(off.err()).isZero();
        List<String> before = machine.everyFile();
        List<Step> steps = world.live(machine, 2);
        machine.limpid(monday(2), "upload", "--collection", World.COLLECTION);
        assertThat(machine.everyFile()).isEqualTo(before);
        assertThat(steps).extracting(Step::kind).containsOnly(Step.Kind.OFF);
        assertThat(world.wire().said()).isEmpty();
    }

    @Test
    void promise03_onlyWholeWeeksAfterTheDayOfConsent_areSent() throws Exception {
        world.decide(World.charts());
        Machine midweek = world.machine("midweek").settle();
        Machine onMonday = world.machine("on-monday").settle();
        for (Machine machine : List.of(midweek, onMonday)) {
            machine.program(FIRST.plusDays(1), 9, "--summary");
        }
        midweek.choose(new Mode.On(FIRST.plusDays(3)));
        midweek.program(FIRST.plusDays(4), 9, "--summary");
        world.endWeek(1, midweek, onMonday);
        onMonday.program(monday(1), 9, "--summary");
        onMonday.choose(new Mode.On(monday(1)));
        for (int week = 2; week <= 3; week++) {
            midweek.program(monday(week).minusDays(2), 9);
            onMonday.program(monday(week).minusDays(2), 9, week == 2 ? "--summary" : "--null");
            world.endWeek(week, midweek, onMonday);
        }
        assertThat(midweek.sent().keySet()).containsExactly(monday(2), monday(3));
        assertThat(onMonday.sent().keySet()).containsExactly(monday(3));
        for (Machine machine : List.of(midweek, onMonday)) {
            assertThat(machine.sent().values())
                    .allSatisfy(report -> assertThat(counters(report)).doesNotContainKey("dupfind/flag:summary"));
        }
    }

    @Test
    void promise04_onlyWhatAChartOfAPublicDiscussionAsksFor_isSent() throws Exception {
        String undiscussed = World.charts().replaceAll("(?m)^issue:.*\n", "");
        assertThatThrownBy(() -> world.decide(undiscussed))
                .isInstanceOf(RefusedConfigException.class)
                .hasMessageContaining("issue");
        UploadConfig config = world.decide(World.charts());
        List<Chart> charts = ChartConfig.parse("charts.txt", World.charts());
        assertThat(charts).allSatisfy(chart -> assertThat(chart.issues()).isNotEmpty());
        Set<String> asked =
                charts.stream().flatMap(chart -> chart.collected().stream()).collect(Collectors.toSet());
        List<String> configured = config.programs().get(0).counters().stream()
                .map(UploadConfig.CounterRule::name)
                .toList();
        assertThat(configured).isNotEmpty();
        assertThat(asked).containsAll(configured);
        Machine machine = world.machine("on").settle().choose(new Mode.On(CONSENT_BEFORE));
        world.live(machine, 1);
        Report local = machine.local(monday(1));
        Report sent = machine.sent(monday(1));
        assertThat(counters(local)).containsKeys("dupfind/run", "dupfind/found:some");
        assertThat(counters(sent)).containsKey("dupfind/found:some").doesNotContainKey("dupfind/run");
        assertThat(counters(sent).keySet())
                .allSatisfy(name ->
                        assertThat(charts).anyMatch(chart -> chart.collected().contains(name)));
    }

    @Test
    void promise05_aLogThatShowsTwoConfigurations_isDetectedAndNothingIsSent() throws Exception {
        world.decide(World.charts());
        Machine machine = world.machine("on").settle().choose(new Mode.On(CONSENT_BEFORE));
        Path fork = folder.path().resolve("fork");
        Folders.copy(world.serverFolder(), fork.resolve("server"));
        world.decide(World.charts().replace("100ms", "200ms"));
        world.live(machine, 1);
        assertThat(machine.sent()).containsOnlyKeys(monday(1));
        machine.program(monday(2).minusDays(3), 9);
        try (World forked = World.begin(fork)) {
            forked.to(monday(2));
            forked.decide(World.charts().replace("100ms", "300ms"));
            List<Step> steps = machine.withIdentity(forked.identity()).report(monday(2));
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
        UploadConfig config = world.decide(World.charts());
        Path files = Files.createDirectories(folder.path().resolve("host"));
        new LogExport(world.collection().log().published()).write(files.resolve("log"));
        CollectionIdentity direct = world.identity();
        try (FileHost host = FileHost.serve(files)) {
            CollectionIdentity hosted = new CollectionIdentity(
                    direct.name(),
                    direct.uploadUrl(),
                    host.url() + "log",
                    direct.policy().replace(direct.configUrl(), host.url() + "log"));
            Machine machine = world.machine("on").withIdentity(hosted).settle().choose(new Mode.On(CONSENT_BEFORE));
            List<Step> steps = world.live(machine, 1);
            assertThat(steps).extracting(Step::kind).contains(Step.Kind.CONFIG, Step.Kind.SENT);
            assertThat(machine.sent(monday(1)).config()).isEqualTo(config.version());
        }
        assertThat(world.wire().said()).allMatch(said -> said.startsWith("POST /upload/"));
    }

    @Test
    void promise07_reportsHoldTotals_whateverTheOrderAndTheTime() throws Exception {
        world.decide(World.chartsWithoutDurations());
        Machine early = world.machine("early").settle().choose(new Mode.On(CONSENT_BEFORE));
        Machine late = world.machine("late").settle().choose(new Mode.On(CONSENT_BEFORE));
        early.program(FIRST.plusDays(1), 3, "--summary");
        early.program(FIRST.plusDays(1), 4);
        early.program(FIRST.plusDays(2), 5, "--null");
        late.program(FIRST.plusDays(4), 23, "--null");
        late.program(FIRST.plusDays(5), 22, "--summary");
        late.program(FIRST.plusDays(6), 21);
        world.endWeek(1, early, late);
        Report one = early.sent(monday(1));
        Report other = late.sent(monday(1));
        assertThat(one.programs()).isNotEmpty().isEqualTo(other.programs());
        assertThat(Strings.keysOf(ReportCodec.toJson(one)))
                .contains("Week", "X", "Config", "Programs")
                .doesNotContain("LastWeek", "TimeBegin", "TimeEnd");
        assertThat(new String(ReportCodec.toJson(one), StandardCharsets.UTF_8)).doesNotContainPattern("\\d\\d:\\d\\d");
    }

    @Test
    void promise08_twoMachinesThatCountedTheSame_sendTheSame() throws Exception {
        world.decide(World.chartsWithoutDurations());
        Machine one = world.machine("one").settle().choose(new Mode.On(CONSENT_BEFORE));
        Machine other = world.machine("other").settle().choose(new Mode.On(CONSENT_BEFORE));
        for (Machine machine : List.of(one, other)) {
            machine.program(FIRST.plusDays(2), 9, "--summary");
        }
        world.endWeek(1, one, other);
        Report first = one.sent(monday(1));
        Report second = other.sent(monday(1));
        assertThat(withX(first, 0)).isEqualTo(withX(second, 0));
        List<String> heads = world.wire().said().stream()
                .map(said -> said.substring(0, said.indexOf("\r\n\r\n")))
                .map(head -> head.replaceAll("(?i)content-length: \\d+", "Content-Length"))
                .toList();
        List<String> posts =
                heads.stream().filter(head -> head.startsWith("POST")).toList();
        assertThat(posts).hasSize(2);
        assertThat(posts.get(0)).isEqualTo(posts.get(1));
        List<String> asked = world.wire().said().stream()
                .flatMap(said -> REQUEST_FOR_THE_LOG.matcher(said).results())
                .map(MatchResult::group)
                .toList();
        assertThat(asked).isNotEmpty();
        assertThat(asked)
                .allSatisfy(head -> assertThat(Collections.frequency(asked, head))
                        .as("how many of the two machines asked so")
                        .isEven());
        // Reports go packed: in their packed bytes nothing could be found but by chance.
        List<String> plain = new ArrayList<>(asked);
        plain.addAll(posts);
        for (Report report : List.of(first, second)) {
            plain.add(new String(ReportCodec.toJson(report), StandardCharsets.UTF_8));
        }
        String everything = String.join("\n", plain).toLowerCase(Locale.ROOT);
        String host = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
        assertThat(everything)
                .doesNotContain("cookie", "authorization", "java/", System.getProperty("java.version"))
                .doesNotContain(folder.path().toString().toLowerCase(Locale.ROOT))
                .doesNotContainPattern("\\b" + Pattern.quote(host) + "\\b");
    }

    @Test
    void promise09_everyStringOfAnUpload_wasKnownToTheServer() throws Exception {
        UploadConfig config = world.decide(World.charts());
        Machine machine = world.machine("on").settle().choose(new Mode.On(CONSENT_BEFORE));
        machine.program(FIRST.plusDays(1), 9, "--summary");
        machine.program(FIRST.plusDays(2), 9, "/no/such/folder/of/jane-doe");
        // Code of the user, in a package that is called like one of the JDK.
        machine.program(PayrollPlugin.class, FIRST.plusDays(3), 9, "/no/such/folder");
        world.endWeek(1, machine);
        Report sent = machine.sent(monday(1));
        TreeSet<String> known = new TreeSet<>(Strings.of(world.configJson(config.version())));
        known.addAll(List.of("Week", "X", "Config", "Programs", "Program", "Version", "Runtime", "OS", "Arch"));
        known.addAll(List.of("Counters", "Stacks", monday(1).toString(), config.version()));
        List<String> stacks = new ArrayList<>();
        for (String said : Strings.of(ReportCodec.toJson(sent))) {
            if (said.contains("\n")) {
                stacks.add(said);
            } else {
                assertThat(known).contains(said);
            }
        }
        assertThat(stacks).isNotEmpty().anyMatch(stack -> stack.contains("DupFind.main:") && stack.endsWith("hidden"));
        for (String stack : stacks) {
            String[] lines = stack.split("\n", -1);
            assertThat(lines[0]).isEqualTo("dupfind/failed");
            Strings.framesOf(lines).forEach(PromisesTest::assertPublished);
        }
        assertThat(new String(ReportCodec.toJson(sent), StandardCharsets.UTF_8))
                .doesNotContain("jane-doe")
                .doesNotContain("Payroll");
    }

    @Test
    void promise10_theServerKeepsNoAddress_andNothingThatLinksTwoReports() throws Exception {
        assumeTrue(
                !World.senderAddress().equals("127.0.0.1"),
                "this system has one loopback address only: nothing to find");
        world.decide(World.charts());
        Machine machine = world.machine("on").settle().choose(new Mode.On(CONSENT_BEFORE));
        world.live(machine, 2);
        world.to(monday(3));
        assertThat(machine.sent()).containsOnlyKeys(monday(1), monday(2));
        byte[] text = World.senderAddress().getBytes(StandardCharsets.US_ASCII);
        byte[] raw = InetAddress.getByName(World.senderAddress()).getAddress();
        List<Path> kept = Folders.files(world.serverFolder());
        assertThat(kept).isNotEmpty();
        for (Path file : kept) {
            String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertThat(content)
                    .as("%s", file)
                    .doesNotContain(new String(text, StandardCharsets.ISO_8859_1))
                    .doesNotContain(new String(raw, StandardCharsets.ISO_8859_1));
        }
        List<Report> sent = List.copyOf(machine.sent().values());
        assertThat(sent).allSatisfy(report -> assertThat(report.lastWeek()).isEmpty());
        assertThat(sent.get(0).x()).isNotEqualTo(sent.get(1).x());
    }

    @Test
    void promise11_aConstantNumberOfReportsIsAskedFor_howeverManyInstallationsThereAre() throws Exception {
        List<Chart> charts = ChartConfig.parse("charts.txt", World.charts());
        double before = 1;
        for (long installations : new long[] {100, 16_000, 100_000, 1_000_000, 10_000_000}) {
            Participation measured = new Participation(Map.of("example.org/dupfind", installations));
            UploadConfig config = new UploadConfigGenerator(Platforms.all(), Releases.BY_HAND, measured)
                    .generate("v1.0.0", charts, FIRST);
            double share = config.programs().get(0).counters().stream()
                    .mapToDouble(rule -> Math.min(rule.rate(), config.sampleRate()))
                    .max()
                    .orElseThrow();
            double reports = share * installations;
            // As many as are needed, or as there are, and at most a fifth more: rates are steered by whole weeks.
            assertThat(reports)
                    .isBetween(
                            Math.min((double) installations, 16_587) * 0.999,
                            Math.min((double) installations, 16_587 * 1.2));
            assertThat(share).isLessThanOrEqualTo(before);
            before = share;
        }
        assertThat(before).isLessThan(0.002);
    }

    @Test
    void promise12_everythingIsPublished_andAnyoneRecomputesTheSameBytes() throws Exception {
        world.decide(World.charts());
        Machine one = world.machine("one").settle().choose(new Mode.On(CONSENT_BEFORE));
        Machine other = world.machine("other").settle().choose(new Mode.On(CONSENT_BEFORE));
        for (Machine machine : List.of(one, other)) {
            machine.program(FIRST.plusDays(2), 9, "--summary");
        }
        world.endWeek(1, one, other);
        world.to(monday(1).plusDays(1));
        Publication published = Publication.read(world.get("data/index.json"));
        assertThat(published.days())
                .singleElement()
                .satisfies(day -> assertThat(day.reports()).isEqualTo(2));
        Finished verified =
                ProgramRunner.of(Main.class).run("verify-data", world.site().toString());
        assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
    }

    @Test
    void promise13_usersSeeWhatIsCounted_whatWouldBeSent_andWhatWasSent() throws Exception {
        world.decide(World.charts());
        Machine machine = world.machine("on").settle().choose(new Mode.On(CONSENT_BEFORE));
        world.live(machine, 1);
        machine.program(monday(1).plusDays(2), 9, "--summary");
        LocalDate friday = monday(1).plusDays(4);
        Finished counted =
                machine.limpid(friday, "dump", machine.newestCountFile().toString());
        assertThat(counted.out()).as(counted.err()).contains("dupfind/run", "dupfind/flag:summary");
        Finished preview = machine.limpid(friday, "preview", "--collection", World.COLLECTION);
        assertThat(preview.out())
                .as(preview.err())
                .contains("dupfind/flag:summary", "dupfind/run", monday(2).toString());
        world.endWeek(2, machine);
        Finished sent = machine.limpid(monday(2), "sent", "--json", "--collection", World.COLLECTION);
        assertThat(sent.out())
                .as(sent.err())
                .contains(monday(1).toString(), monday(2).toString());
        Finished whole = machine.limpid(monday(2), "sent", monday(2).toString(), "--collection", World.COLLECTION);
        assertThat(ReportCodec.read(whole.out().getBytes(StandardCharsets.UTF_8)))
                .as(whole.err())
                .isEqualTo(machine.sent(monday(2)));
        assertThat(counters(machine.sent(monday(2)))).containsEntry("dupfind/flag:summary", 1L);
    }

    private static SortedMap<String, Long> counters(Report report) {
        return report.programs().get(0).counters();
    }

    private static Report withX(Report report, double x) {
        return new Report(report.week(), report.lastWeek(), x, report.config(), report.programs());
    }

    private static void assertPublished(String frame) {
        String method = frame.substring(0, frame.indexOf(':'));
        String type = method.substring(0, method.lastIndexOf('.'));
        assertThat(type).matches("(dev\\.limpid\\.examples\\.dupfind|java)\\..*");
        assertThat(frame.substring(frame.indexOf(':'))).matches(":[+=]\\d+");
    }
}
