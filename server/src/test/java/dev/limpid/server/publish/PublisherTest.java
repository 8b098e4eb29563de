package dev.limpid.server.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.charts.ChartFold;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.server.http.Request;
import dev.limpid.server.publish.Publication.PublishedCharts;
import dev.limpid.server.publish.Publication.PublishedDay;
import dev.limpid.server.storage.LocalReportStore;
import dev.limpid.server.storage.ReportStore;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {

    private static final LocalDate DAY = LocalDate.parse("2026-08-20");

    private final Map<String, byte[]> logged = new LinkedHashMap<>();
    private final Random random = new Random(7);
    private ReportStore store;
    private PublishedFolder folder;

    PublisherTest(@TempDir Path temp) throws IOException {
        store = LocalReportStore.open(temp.resolve("reports"));
        folder = new PublishedFolder(temp.resolve("published"), "example.org");
    }

    @BeforeEach
    void accept() {
        accept(DAY, 40);
        accept(DAY.minusDays(1), 30);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void publish_writesSortedReportsAndTheChartsComputedFromThem() throws IOException {
        Publication publication = publisher().publish(DAY.plusDays(1));

        assertThat(publication.days()).extracting(PublishedDay::date).containsExactly(DAY.minusDays(1), DAY);
        List<String> lines = lines(DAY);
        assertThat(lines).hasSize(40).isSorted();
        assertThat(publication.days().get(1).contentSha256())
                .isEqualTo(sha256((String.join("\n", lines) + "\n").getBytes(UTF_8)));
        assertThat(publication.days().get(1).sha256())
                .isEqualTo(sha256(Files.readAllBytes(folder.reports(DAY).orElseThrow())));
        Period week = Period.weekTo(DAY);
        ChartFold fold = new ChartFold(Sample.decided().plan());
        for (LocalDate day : List.of(DAY, DAY.minusDays(1))) {
            for (String line : lines(day)) {
                fold.add(read(line));
            }
        }
        byte[] expected = ChartSetCodec.toJson(fold.charts("example.org", Sample.CONFIG, week));
        assertThat(folder.chartsJson(week).orElseThrow()).isEqualTo(expected);
        assertThat(folder.periods()).contains(Period.day(DAY), Period.day(DAY.minusDays(1)), week, Period.monthOf(DAY));
    }

    @Test
    void publish_logsAManifestThatNamesEveryFile() throws IOException {
        Publication publication = publisher().publish(DAY.plusDays(1));

        assertThat(logged).containsOnlyKeys("v0.1.0");
        assertThat(Publication.read(logged.getOrDefault("v0.1.0", new byte[0]))).isEqualTo(publication);
        for (PublishedCharts one : publication.charts()) {
            assertThat(sha256(folder.chartsJson(one.period()).orElseThrow())).isEqualTo(one.sha256());
        }
    }

    @Test
    void publish_againWithoutNewReportsChangesNothing() throws IOException {
        publisher().publish(DAY.plusDays(1));
        Map<String, String> before = files();

        Publication again = publisher().publish(DAY.plusDays(1));

        assertThat(again.days()).isEmpty();
        assertThat(again.charts()).isEmpty();
        assertThat(files()).isEqualTo(before);
        assertThat(logged).hasSize(1);
    }

    @Test
    void publish_leavesTheDayThatHasNotEnded() throws IOException {
        publisher().publish(DAY);

        assertThat(folder.publication().days()).extracting(PublishedDay::date).containsExactly(DAY.minusDays(1));
    }

    @Test
    void lateReports_republishTheirDayAndItsChartsAsANewRevision() throws IOException {
        Publication first = publisher().publish(DAY.plusDays(1));
        accept(DAY, 5);

        Publication second = publisher().publish(DAY.plusDays(21));

        PublishedDay day = second.days().get(0);
        assertThat(day.date()).isEqualTo(DAY);
        assertThat(day.revision()).isEqualTo(1);
        assertThat(day.reports()).isEqualTo(45);
        assertThat(day.earlier()).singleElement().satisfies(earlier -> {
            assertThat(earlier.sha256()).isEqualTo(first.days().get(1).sha256());
            assertThat(earlier.reports()).isEqualTo(40);
        });
        assertThat(second.charts())
                .extracting(PublishedCharts::period)
                .contains(Period.day(DAY), Period.weekTo(DAY), Period.monthOf(DAY))
                .doesNotContain(Period.day(DAY.minusDays(1)));
        assertThat(folder.charts(Period.weekTo(DAY)).map(ChartSet::reports)).contains(75L);
        assertThat(logged).containsOnlyKeys("v0.1.0", "v0.2.0");
    }

    @Test
    void reportsAfterDowntime_arePublishedByTheNextRun() throws IOException {
        publisher().publish(DAY.plusDays(1));
        accept(DAY.plusDays(3), 10);
        accept(DAY, 1);

        publisher().publish(DAY.plusDays(90));

        assertThat(folder.publication().days())
                .extracting(PublishedDay::reports)
                .containsExactly(30L, 41L, 10L);
    }

    @Test
    void publish_thatFailsLeavesTheLastStateAndIsFinishedByTheNext() throws IOException {
        publisher().publish(DAY.plusDays(1));
        Map<String, byte[]> before = served();
        accept(DAY, 5);
        Publisher failing = new Publisher(
                folder,
                store,
                Sample::decided,
                (version, manifest) -> {
                    throw new IOException("the log is away");
                },
                rules());

        assertThatThrownBy(() -> failing.publish(DAY.plusDays(2))).hasMessage("the log is away");
        assertThat(served()).usingRecursiveComparison().isEqualTo(before);

        accept(DAY, 2);
        publisher().publish(DAY.plusDays(2));
        assertThat(folder.publication().days())
                .extracting(PublishedDay::reports)
                .containsExactly(30L, 47L);
        assertThat(logged).containsOnlyKeys("v0.1.0", "v0.2.0", "v0.3.0");
    }

    @Test
    void publish_thatFailsBeforeItIsWholeLeavesNothingBehind() throws IOException {
        publisher().publish(DAY.plusDays(1));
        Map<String, String> before = files();
        accept(DAY, 5);
        Publisher failing = new Publisher(
                folder,
                store,
                () -> {
                    throw new IOException("no configuration");
                },
                PublicationLog.NONE,
                rules());

        assertThatThrownBy(() -> failing.publish(DAY.plusDays(2))).hasMessage("no configuration");
        folder.sweep(folder.publication());

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void publish_readsOnlyTheReportsOfDaysThatChanged() throws IOException {
        publisher().publish(DAY.plusDays(1));
        Path unchanged = folder.reports(DAY.minusDays(1)).orElseThrow();
        byte[] reports = Files.readAllBytes(unchanged);
        Files.writeString(unchanged, "nothing that could be read");
        accept(DAY, 5);

        publisher().publish(DAY.plusDays(2));

        Files.write(unchanged, reports);
        assertThat(folder.charts(Period.weekTo(DAY)).map(ChartSet::reports)).contains(75L);
        assertThat(problems()).isEmpty();
    }

    @Test
    void keptSums_thatAreDamagedOrLostAreMadeAgain() throws IOException {
        accept(DAY.minusDays(2), 20);
        accept(DAY.minusDays(60), 20);
        publisher().publish(DAY.plusDays(1));
        List<Path> kept;
        try (Stream<Path> files = Files.list(folder.folds())) {
            kept = files.sorted().toList();
        }
        assertThat(kept).hasSize(4);
        Files.delete(kept.get(0));
        Files.write(kept.get(1), new byte[] {1, 2, 3});
        byte[] flipped = Files.readAllBytes(kept.get(2));
        flipped[flipped.length / 2] ^= 1;
        Files.write(kept.get(2), flipped);
        accept(DAY, 5);

        publisher().publish(DAY.plusDays(2));

        assertThat(problems()).isEmpty();
    }

    @Test
    void recomputation_namesADayThatHoldsTheReportsOfAnother() throws IOException {
        publisher().publish(DAY.plusDays(1));
        PublishedDay other = folder.publication().days().get(0);
        PublishedDay posing = new PublishedDay(
                DAY,
                0,
                other.reports(),
                other.bytes(),
                other.sha256(),
                other.contentSha256(),
                other.version(),
                List.of());
        Publication index = new Publication("example.org", 1, List.of(posing), List.of());

        List<String> problems = new Recomputation(index, Map.of(DAY, folder.file(other)), 1)
                .problems(version -> Sample.decided(), one -> new byte[0]);

        assertThat(problems).containsExactly("the reports of 2026-08-20 are not all of the week that ended then");
    }

    private List<String> problems() throws IOException {
        Map<LocalDate, Path> files = new TreeMap<>();
        folder.publication().days().forEach(day -> files.put(day.date(), folder.file(day)));
        return new Recomputation(folder.publication(), files, 2)
                .problems(version -> Sample.decided(), one -> Files.readAllBytes(folder.file(one)));
    }

    @Test
    void gate_publishesNothingThatFewerReportsShowAndDropsTheRest() throws IOException {
        LocalDate day = DAY.plusDays(30);
        accept(day, 200);
        Report rare = Sample.report(day, new Random(1));
        ProgramReport program = rare.programs().get(0);
        Build build = new Build(program.build().program(), "1.0.0", "java17", "windows", "arm64");
        ProgramReport unlike = new ProgramReport(
                build,
                Map.of("runs", 3L, "editor:other", 1L),
                Map.of("crash\norg.example.Tool.run:+0\norg.example.Odd.main:+1", 1L));
        Report odd = new Report(day, rare.lastWeek(), 0.123, rare.config(), List.of(unlike));
        store.append(day, ReportCodec.toJson(odd)).toCompletableFuture().join();
        for (int i = 0; i < 4; i++) {
            Build one = new Build(program.build().program(), "1.1.0", "java17", "windows", "arch" + i);
            ProgramReport alike = new ProgramReport(
                    one,
                    Map.of("runs", 1L),
                    Map.of("crash\norg.example.New.go:+1\norg.example.Way" + i + ".at:+1", 1L));
            Report report = new Report(day, rare.lastWeek(), 0.2 + i * 0.1, rare.config(), List.of(alike));
            store.append(day, ReportCodec.toJson(report)).toCompletableFuture().join();
        }
        Publisher gated = new Publisher(folder, store, Sample::decided, logged::put, rules().withGate(4));

        gated.publish(day.plusDays(1));

        String all = String.join("\n", lines(day));
        assertThat(lines(day)).hasSize(205);
        assertThat(all)
                .doesNotContain("arm64", "editor:other", "Odd", "Way", "arch2")
                .contains("\"X\":0.123,\"Config\":\"v1.0.0\",\"Programs\":[]}")
                .contains("\"Version\":\"1.1.0\",\"Runtime\":\"java17\",\"OS\":\"windows\",\"Arch\":\"other\"")
                .contains("{\"runs\":1},\"Stacks\":{\"crash\\norg.example.New.go:+1\":1}");
        assertThat(shownByFewerThan(4, day)).isEmpty();
        assertThat(store.weeks()).containsExactly(day);
        gated.publish(day.plusDays(23));
        assertThat(store.weeks()).isEmpty();
        assertThat(folder.root().resolveSibling("reports"))
                .as("nothing of the accepted form is left on the disk")
                .isDirectoryNotContaining(file -> !file.endsWith("lock"));
        assertThat(folder.publication().days())
                .extracting(PublishedDay::reports)
                .contains(205L);
    }

    /** Every build, counter and stack of the published day that fewer reports show. */
    private Set<String> shownByFewerThan(int least, LocalDate day) throws IOException {
        Map<String, Integer> shown = new TreeMap<>();
        for (String line : lines(day)) {
            Set<String> once = new TreeSet<>();
            for (ProgramReport program : read(line).programs()) {
                once.add(program.build().toString());
                once.addAll(program.counters().keySet());
                once.addAll(program.stacks().keySet());
            }
            once.forEach(one -> shown.merge(one, 1, Integer::sum));
        }
        shown.values().removeIf(count -> count >= least);
        return shown.keySet();
    }

    @Test
    void resource_servesDataDigestsAndChartsAndNothingElse() throws IOException {
        publisher().publish(DAY.plusDays(1));
        PublishedResource resource = new PublishedResource(folder);

        assertThat(body(resource, "/data/index.json"))
                .isEqualTo(folder.publication().toJson());
        assertThat(sha256(body(resource, "/data/2026-08-20.ndjson.zst")))
                .isEqualTo(new String(body(resource, "/data/2026-08-20.ndjson.zst.sha256"), UTF_8).substring(0, 64));
        assertThat(new String(body(resource, "/charts/2026-08-20.csv"), UTF_8)).startsWith("from,to,program");
        ChartSet one = ChartSetCodec.read(body(resource, "/charts/2026-08-14_2026-08-20/org.example-tool.editor.json"));
        assertThat(one.programs().get(0).charts())
                .singleElement()
                .satisfies(chart -> assertThat(chart.title().title()).isEqualTo("Editors"));
        for (String nothing : List.of(
                "/data/2026-08-21.ndjson.zst",
                "/data/../index.json",
                "/data/x.ndjson.zst",
                "/charts/2026-08-14_2026-08-20",
                "/charts/x.json",
                "/charts/2026-08-20/none.csv",
                "/charts/2026-08-20_2026-08-19.json",
                "/other")) {
            assertThat(resource.get(Request.of(nothing))).as(nothing).isEmpty();
        }
    }

    private static byte[] body(PublishedResource resource, String path) throws IOException {
        return resource.get(Request.of(path)).orElseThrow().bytes();
    }

    private void accept(LocalDate week, int reports) {
        for (int i = 0; i < reports; i++) {
            store.append(week, ReportCodec.toJson(Sample.report(week, random)))
                    .toCompletableFuture()
                    .join();
        }
    }

    private Publisher publisher() {
        return new Publisher(folder, store, Sample::decided, logged::put, rules());
    }

    private static PublishingRules rules() {
        return new PublishingRules(21, 2);
    }

    private List<String> lines(LocalDate day) throws IOException {
        List<String> lines = new ArrayList<>();
        ReportFiles.lines(folder.reports(day).orElseThrow(), line -> lines.add(new String(line, UTF_8)));
        return lines;
    }

    private static dev.limpid.protocol.report.Report read(String line) {
        try {
            return ReportCodec.read(line.getBytes(UTF_8));
        } catch (dev.limpid.protocol.report.MalformedReportException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What readers get: the index and every file it names. */
    private Map<String, byte[]> served() throws IOException {
        Map<String, byte[]> served = new TreeMap<>();
        Publication publication = folder.publication();
        served.put("index", publication.toJson());
        for (PublishedDay day : publication.days()) {
            served.put(day.file(), Files.readAllBytes(folder.file(day)));
        }
        for (PublishedCharts one : publication.charts()) {
            served.put(one.file(), Files.readAllBytes(folder.file(one)));
        }
        return served;
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.root())) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                files.put(file.toString(), sha256(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    private static String sha256(byte[] bytes) {
        return Sha256.hex(bytes);
    }
}
