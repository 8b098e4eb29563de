package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Trend;
import dev.limpid.charts.compare.LongTermChange;
import dev.limpid.cli.command.LineWrapper;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.counter.CollectionIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published charts in a terminal, to the character. */
class ChartCommandTest {

    @TempDir
    Path dir;

    private CommandLineRun limpid;
    private String site = "";

    @BeforeEach
    void publish() throws IOException {
        limpid = new CommandLineRun(dir.resolve("home"));
        limpid.variables.put("LANG", "C.UTF-8");
        Path folder = dir.resolve("site");
        PublishedSample.writeSite(folder);
        site = folder.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void chart_fitsTheTerminal(int columns) throws IOException {
        limpid.columns = OptionalInt.of(columns);
        StringBuilder all = new StringBuilder();
        for (String chart : new String[] {"cache", "time", "flags"}) {
            all.append(run("chart", chart, "--from", site)).append('\n');
        }
        Golden.assertSame("chart-" + columns + ".txt", all.toString());
        assertThat(all.toString().lines()).allMatch(line -> line.codePointCount(0, line.length()) <= columns);
    }

    @Test
    void chart_withoutUnicode_isPlainAscii() throws IOException {
        limpid.variables.put("LC_ALL", "C");
        limpid.columns = OptionalInt.of(80);
        String text = run("chart", "cache", "--by", "os", "--from", site);
        Golden.assertSame("chart-ascii.txt", text);
        assertThat(text.chars()).allMatch(c -> c < 127);
    }

    /**
     * Titles and descriptions are the maintainers'; everything else is in the reader's language, and rows stay aligned.
     */
    @ParameterizedTest
    @ValueSource(strings = {"de", "ja"})
    void chart_isInTheReadersLanguage(String language) throws IOException {
        limpid.variables.put("LIMPID_LANG", language);
        limpid.columns = OptionalInt.of(80);
        StringBuilder all = new StringBuilder();
        for (String chart : new String[] {"cache", "time", "flags"}) {
            all.append(run("chart", chart, "--from", site)).append('\n');
        }
        Golden.assertSame("chart-" + language + ".txt", all.toString());
        assertThat(all.toString().lines())
                .allMatch(line -> LineWrapper.width(line) <= 82); // a full stop may extend beyond
        assertThat(limpid.run("chart", "cahce", "--from", site).err).contains("org.example/tool/cache");
        assertThat(limpid.err).doesNotContain("there is", "nearest");
    }

    @Test
    void weeks_areLimitedToThePublishedOnes() throws IOException {
        String all = run("chart", "cache", "--weeks", "12", "--from", site);
        assertThat(all).contains("Lines: 7 weeks, 28 Sep – 15 Nov 2026.");
        for (String many : new String[] {"1000", Integer.toString(Integer.MAX_VALUE)}) {
            assertThat(run("chart", "cache", "--weeks", many, "--from", site)).isEqualTo(all);
        }
        assertThat(run("chart", "cache", "--weeks", "2", "--from", site)).contains("Lines: 2 weeks, 2 Nov");
    }

    @Test
    void buckets_haveTheNamesOfTheSentencesAboveThem() throws IOException {
        String time = run("chart", "time", "--from", site);
        assertThat(time)
                .contains("! “100 ms to 1 s” since 1.13", "\n100 ms to 1 s  ")
                .doesNotContain("<1s", "<100ms");
        assertThat(run("chart", "cache", "--from", site))
                .contains("\n2 to 5%  ")
                .doesNotContain("<5%");
    }

    @Test
    void by_showsEveryValueWithItsWeeks_andAProvisionalWeekHasNoIntervals() throws IOException {
        limpid.columns = OptionalInt.of(100);
        Golden.assertSame(
                "chart-by.txt",
                run("chart", "cache", "--by", "version", "--weeks", "30", "--from", site)
                        + run("chart", "cache", "--by", "os", "--week", "2026-11-16", "--from", site));
    }

    @Test
    void certainDifferences_areNamedAtTheTop_alsoInTheList() throws IOException {
        String list = run("chart", "--from", site);
        Golden.assertSame("chart-list.txt", list);
        assertThat(list).contains("on darwin since 1.14: 100.0%");
        assertThat(run("chart", "cache", "--from", site).lines().limit(5))
                .anyMatch(line -> line.startsWith("! ") && line.contains("on darwin since 1.14: 100.0%"));
    }

    /** A slow change is named by the rule of the feed, and a bar that may come from one network is marked. */
    @Test
    void slowChange_isNamed_andABarOfOneNetworkIsMarked() throws IOException {
        LocalDate looked = LocalDate.of(2026, 11, 23);
        while (LongTermChange.distances(looked).isEmpty()) {
            looked = looked.minusWeeks(1);
        }
        Path folder = dir.resolve("slow");
        Files.createDirectories(folder.resolve("charts"));
        Files.createDirectories(folder.resolve("data"));
        List<LocalDate> weeks = List.of(looked.minusWeeks(13), looked, looked.plusWeeks(1));
        StringBuilder charts = new StringBuilder();
        for (LocalDate week : weeks) {
            double share = week.isBefore(looked) ? 0.1 : 0.4;
            Files.write(folder.resolve("charts").resolve(week + ".json"), ChartSetCodec.toJson(flags(week, share)));
            charts.append(charts.isEmpty() ? "" : ",").append("{\"Period\":\"%s\",\"Revision\":0}".formatted(week));
        }
        Files.writeString(
                folder.resolve("data").resolve("index.json"), "{\"Weeks\":[],\"Charts\":[%s]}".formatted(charts));
        limpid.columns = OptionalInt.of(80);
        String text = run("chart", "flags", "--from", folder.toString());
        assertThat(text.replaceAll("\\s+", " "))
                .contains("! “quiet” rose from 10.0% (8.0–12.0%) in the week of")
                .contains("quiet†")
                .contains("† One network may have given half of these answers or more");
        limpid.variables.put("LC_ALL", "C");
        assertThat(run("chart", "flags", "--from", folder.toString())).contains("quiet*", "* One network");
    }

    private static ChartSet flags(LocalDate week, double share) {
        Estimate quiet = new Estimate(share, share - 0.02, share + 0.02);
        ChartResult.Partition chart = new ChartResult.Partition(
                new ChartResult.Title("tool-flags", "tool/flags", "Flags", "", List.of(), "tool", "flag", "", Set.of()),
                new ChartResult.Basis(1_000, 1_000, 1_000),
                List.of(new ChartResult.Bucket("quiet", 30, quiet, Optional.empty())),
                Optional.empty(),
                List.of(),
                new Trend(
                        List.of(week), List.of(1_000L), List.of(new Trend.Series("quiet", List.of(quiet))), List.of()),
                List.of());
        return new ChartSet(
                "telemetry.example.org",
                "v1.0.0",
                Period.week(week),
                1_000,
                List.of(new ChartSet.WeekAnswers(week, 1_000, false)),
                List.of(new ChartSet.ProgramCharts("tool", 1_000, new Estimate(10, 5, 20), List.of(chart))),
                List.of());
    }

    @Test
    void json_isTheChartAsPublished() throws IOException {
        String json = run("chart", "TIME OF A SEARCH", "--json", "--from", site);
        ChartSet whole = ChartSetCodec.read(Files.readAllBytes(Path.of(site, "charts", "2026-11-09.json")));
        ChartSet one = ChartSetCodec.read(json.getBytes(StandardCharsets.UTF_8));
        assertThat(one.programs()).hasSize(1);
        assertThat(one.programs().get(0).charts())
                .containsExactly(whole.programs().get(0).charts().get(1));
        assertThat(one.period()).isEqualTo(whole.period());
    }

    @Test
    void unknownChart_namesTheNearest() {
        assertThat(complaint("chart", "cahce", "--from", site))
                .isEqualTo("limpid chart: there is no chart 'cahce'; nearest: org.example/tool/cache");
        assertThat(complaint("chart", "commandeering", "--from", site))
                .isEqualTo("limpid chart: there is no chart 'commandeering'; without a name all are listed");
        assertThat(complaint("chart", "flags", "--by", "os", "--from", site))
                .isEqualTo("limpid chart: the chart org.example/tool/flags cannot be split by os: its answers do"
                        + " not say what they ran on");
        assertThat(complaint("chart", "time", "--by", "os", "--from", site)).endsWith("its answers contain version");
        assertThat(complaint("chart", "time", "--by", "weekday", "--from", site))
                .endsWith("--by is 'weekday', expected version, runtime, os or arch");
        assertThat(complaint("chart", "time", "--week", "2020-01-06", "--from", site))
                .endsWith("no charts of the week of 2020-01-06, expected a week from 2026-09-28 to 2026-11-22");
        assertThat(complaint("chart", "time", "--weeks", "0", "--from", site)).contains("--weeks is 0");
    }

    /** Whatever a site says about its weeks: each file is read at most once. */
    @Test
    void trendThatNamesALaterWeek_endsTheHistory() throws IOException {
        for (Path file : charts()) {
            String json = Files.readString(file);
            Files.writeString(file, json.replaceAll("\"Weeks\":\\[\"20[0-9-]+\"", "\"Weeks\":[\"2027-01-04\""));
        }
        assertThat(run("chart", "cache", "--weeks", "26", "--from", site)).contains("Cache");
    }

    @Test
    void malformedNumber_isNamedWithItsPath() throws IOException {
        for (Path file : charts()) {
            Files.writeString(
                    file,
                    Files.readString(file).replaceFirst("\"Installations\":\\[[^,]+,", "\"Installations\":[1e308,"));
        }
        limpid.run("chart", "cache", "--from", site);
        assertThat(limpid.code).isEqualTo(ExitCode.FAILED);
        assertThat(limpid.err).contains("expected a number up to 2^63").doesNotContain("fault of limpid");
    }

    private List<Path> charts() throws IOException {
        try (var files = Files.list(Path.of(site, "charts"))) {
            return files.toList();
        }
    }

    @Test
    void folderWithoutCharts_saysWhatWasExpected() {
        limpid.run("chart", "--from", dir.toString());
        assertThat(limpid.code).isEqualTo(ExitCode.FAILED);
        assertThat(limpid.err).contains("contains no published charts, expected data/index.json");
    }

    @Test
    void site_isReadByItsAddress_andTheFolderOfAServerLikeIt() throws IOException {
        String fromFiles = run("chart", "cache", "--by", "os", "--from", site);
        Path server = Files.createDirectories(dir.resolve("server/published/charts"));
        Files.copy(Path.of(site, "data/index.json"), server.resolveSibling("index.json"));
        try (var charts = Files.list(Path.of(site, "charts"))) {
            for (Path file : (Iterable<Path>) charts::iterator) {
                Files.copy(file, server.resolve(file.getFileName().toString().replace(".json", ".r0.json")));
            }
        }
        assertThat(run(
                        "chart",
                        "cache",
                        "--by",
                        "os",
                        "--from",
                        dir.resolve("server").toString()))
                .isEqualTo(fromFiles);
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        HttpServer http = serve(asked);
        try {
            String url = "http://127.0.0.1:" + http.getAddress().getPort() + "/";
            assertThat(run("chart", "cache", "--by", "os", "--from", url)).isEqualTo(fromFiles);
            asked.clear();
            limpid.collection = Optional.of(new CollectionIdentity(CommandLineRun.COLLECTION, url + "answers", "", ""));
            limpid.run("chart", "cache");
            assertThat(limpid.code).isEqualTo(ExitCode.USAGE);
            assertThat(limpid.err).contains("the mode is local").contains("--from " + url);
            assertThat(asked).isEmpty();
            limpid.typed = Optional.of("yes\n");
            limpid.run("on");
            assertThat(run("chart", "cache", "--by", "os")).isEqualTo(fromFiles);
            assertThat(asked).contains("/data/index.json");
        } finally {
            http.stop(0);
        }
    }

    private HttpServer serve(List<String> asked) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            byte[] body = Files.readAllBytes(Path.of(site + path));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
        return http;
    }

    private String run(String... arguments) {
        limpid.run(arguments);
        assertThat(limpid.err).isEmpty();
        assertThat(limpid.code).isZero();
        return limpid.out;
    }

    private String complaint(String... arguments) {
        limpid.run(arguments);
        assertThat(limpid.code).isEqualTo(ExitCode.USAGE);
        assertThat(limpid.out).isEmpty();
        return limpid.err.lines().findFirst().orElse("");
    }
}
