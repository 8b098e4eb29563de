package dev.limpid.charts.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.DecimalFormatting;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.generate.ChartRates;
import dev.limpid.protocol.question.generate.CollectionConfigGenerator;
import dev.limpid.protocol.release.Platforms;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.protocol.sampling.SampleSize;
import dev.limpid.protocol.sampling.SamplingControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Closes the loop: a program grows from 1,000 to 10,000,000 installations by a third each week; each week's configuration is
 * generated from what the week before published, and each installation draws and answers by the clients' rule. With {@code
 * -Dlimpid.golden=write}, writes the table of {@code docs/sampling.md} and {@code docs/sampling.svg}; otherwise compares them.
 */
class SamplingControlTest {

    private static final LocalDate START = LocalDate.parse("2026-01-05");
    private static final String CHART = "org.example/tool/editor";
    private static final int GROWING = 33;
    private static final int STEADY = 6;
    private static final double GROWTH = 4.0 / 3;
    private static final long MOST = 10_000_000;
    private static final String CHARTS = """
            title: Editors
            description: which editors
            issue: https://example.org/1
            type: partition
            program: org.example/tool
            module: versions: 1.0.0
            counter: editor:{vim,emacs}
            """;

    /** The results of one week. */
    private record Week(int number, long installations, double rate, long answers, Estimate estimated, Estimate vim) {
        boolean isCovered() {
            return estimated.low() <= installations && installations <= estimated.high();
        }

        double perInstallation() {
            return (double) answers / installations;
        }
    }

    @Test
    void answersPerWeek_settleAtTheNumberThatTheAccuracyTakes() throws IOException {
        List<Week> weeks = simulate();
        long needed = SampleSize.reportsFor(0.01);

        assertThat(weeks.get(0).answers()).isEqualTo(1000);
        for (Week week : weeks.subList(weeks.size() - STEADY + 1, weeks.size())) {
            assertThat(week.installations()).isEqualTo(MOST);
            assertThat(week.answers()).isBetween((long) (0.97 * needed), (long) (1.55 * needed));
            assertThat(week.vim().high() - week.vim().low()).isLessThan(0.0205);
        }
        // Growth takes effect two weeks later.
        assertThat(weeks).allSatisfy(week -> assertThat(week.answers()).isLessThan((long) (2.5 * needed)));
        // Of 39 intervals at 99%, one or two may miss.
        assertThat(weeks).filteredOn(week -> !week.isCovered()).hasSizeLessThanOrEqualTo(2);
        assertThat(weeks.get(weeks.size() - 1).perInstallation()).isLessThan(0.003);
        compare("sampling.md", between(Files.readString(docs("sampling.md")), table(weeks)));
        compare("sampling.svg", figure(weeks));
    }

    private static List<Week> simulate() {
        SplittableRandom random = new SplittableRandom(2026);
        Platforms platforms = new Platforms(List.of("linux"), List.of("amd64"), List.of("java21"));
        List<Chart> charts = charts();
        List<Map<String, Double>> published = new ArrayList<>();
        Optional<CollectionConfig> before = Optional.empty();
        List<Week> weeks = new ArrayList<>();
        double size = 1000;
        for (int week = 0; week < GROWING + STEADY; week++) {
            long installations = Math.min(MOST, Math.round(size));
            size *= GROWTH;
            LocalDate monday = START.plusWeeks(week);
            ChartRates rates = new ChartRates(Participation.measured(published), before);
            CollectionConfig config = new CollectionConfigGenerator(
                            platforms, Releases.BY_HAND, rates::of, rates.fetchRate(charts))
                    .generate("v1." + week + ".0", charts, monday, before);
            before = Optional.of(config);
            ChartSet drawn = week(config, charts, installations, monday, random);
            ChartSet.ProgramCharts program = drawn.programs().get(0);
            ChartResult.Partition editors =
                    (ChartResult.Partition) program.charts().get(0);
            double rate = config.question(CHART).orElseThrow().rate();
            double told = SamplingControl.effectiveInstallations(
                    (double) editors.answers() / rate, (double) editors.answers(), editors.effectiveSampleSize());
            published.add(Map.of(CHART, told));
            weeks.add(new Week(
                    week + 1,
                    installations,
                    rate,
                    drawn.answers(),
                    program.installations(),
                    editors.buckets().get(0).share()));
        }
        return weeks;
    }

    private static ChartSet week(
            CollectionConfig config,
            List<Chart> charts,
            long installations,
            LocalDate monday,
            SplittableRandom random) {
        AnswerFold fold = new AnswerFold(new QuestionPlan(charts, List.of(config), List.of()));
        Question question = config.question(CHART).orElseThrow();
        Build build = new Build("org.example/tool", "1.0.0", "java21", "linux", "amd64");
        long vim = 0;
        long emacs = 0;
        for (long i = 0; i < installations; i++) {
            if (question.isSampled(random.nextDouble())) {
                if (random.nextInt(2) == 0) {
                    vim++;
                } else {
                    emacs++;
                }
            }
        }
        add(fold, config, build, monday, "editor:vim", vim);
        add(fold, config, build, monday, "editor:emacs", emacs);
        return new ChartSetBuilder(fold, "c", config.version()).build(Period.week(monday));
    }

    /** Machines that were drawn and have the same editor give the same answer, which is published once. */
    private static void add(
            AnswerFold fold, CollectionConfig config, Build build, LocalDate monday, String editor, long machines) {
        ProgramReport program = new ProgramReport(build, Map.of(editor, 1L), Map.of());
        Report local = new Report(monday.plusDays(7), Optional.empty(), 0, "", List.of(program));
        if (machines > 0) {
            fold.add(new PublishedAnswer(config.answer(CHART, local).orElseThrow(), machines));
        }
    }

    private static List<Chart> charts() {
        try {
            return ChartConfig.parse("charts.txt", CHARTS);
        } catch (ChartConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String table(List<Week> weeks) {
        StringBuilder table = new StringBuilder("| week | installations | rate | answers | answers per installation"
                + " | installations estimated from them (99%) | share of vim, truly 50% |\n"
                + "|---:|---:|---:|---:|---:|---:|---:|\n");
        for (Week week : weeks) {
            if (week.number() % 3 == 1 || week.number() == weeks.size()) {
                table.append(String.format(
                        Locale.ROOT,
                        "| %d | %,d | %s | %,d | %.4f | %,.0f to %,.0f | %.1f%% to %.1f%% |%n",
                        week.number(),
                        week.installations(),
                        DecimalFormatting.decimal(week.rate()).toPlainString(),
                        week.answers(),
                        week.perInstallation(),
                        week.estimated().low(),
                        week.estimated().high(),
                        100 * week.vim().low(),
                        100 * week.vim().high()));
            }
        }
        return table.toString().replace("\r\n", "\n");
    }

    private static String figure(List<Week> weeks) {
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 360\""
                + " font-family=\"sans-serif\" font-size=\"12\" role=\"img\" aria-label=\"Installations grow from a"
                + " thousand to ten million; answers per week settle near 17,000; answers per installation fall\">\n"
                + "<rect width=\"720\" height=\"360\" fill=\"#fff\"/>\n");
        for (int power = -3; power <= 7; power++) {
            double y = y(Math.pow(10, power));
            String label = power < 0
                    ? DecimalFormatting.decimal(Math.pow(10, power)).toPlainString()
                    : String.format(Locale.ROOT, "%,d", (long) Math.pow(10, power));
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M80 %.1fH560\" stroke=\"#ddd\"/><text x=\"72\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    y,
                    y + 4,
                    label));
        }
        line(svg, weeks, Week::installations, "#555", "installations");
        line(svg, weeks, Week::answers, "#0a6", "answers a week");
        line(svg, weeks, Week::perInstallation, "#c40", "answers per installation");
        svg.append("<text x=\"320\" y=\"352\" text-anchor=\"middle\">weeks</text>\n</svg>\n");
        return svg.toString().replace("\r\n", "\n");
    }

    private static void line(
            StringBuilder svg, List<Week> weeks, ToDoubleFunction<Week> figure, String colour, String name) {
        svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"")
                .append(colour)
                .append("\" points=\"");
        double last = 0;
        for (Week week : weeks) {
            last = y(figure.applyAsDouble(week));
            svg.append(String.format(
                    Locale.ROOT, "%.1f,%.1f ", 80 + 480.0 * (week.number() - 1) / (weeks.size() - 1), last));
        }
        svg.append(String.format(
                Locale.ROOT, "\"/>%n<text x=\"568\" y=\"%.1f\" fill=\"%s\">%s</text>%n", last + 4, colour, name));
    }

    private static double y(double value) {
        return 20 + 310 * (7 - Math.log10(value)) / 10;
    }

    /** The page with this table between its marks. */
    private static String between(String page, String table) {
        String begin = "<!-- table -->\n";
        String end = "<!-- end of table -->";
        return page.substring(0, page.indexOf(begin) + begin.length()) + table + page.substring(page.indexOf(end));
    }

    private static Path docs(String name) {
        return Path.of(System.getProperty("limpid.root", ".."), "docs", name);
    }

    private static void compare(String name, String content) throws IOException {
        if ("write".equals(System.getProperty("limpid.golden"))) {
            Files.writeString(docs(name), content);
        }
        assertThat(Files.readString(docs(name))).isEqualTo(content);
    }
}
