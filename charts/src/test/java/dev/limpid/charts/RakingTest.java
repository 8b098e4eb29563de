package dev.limpid.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RakingTest {

    private static final UploadConfig CONFIG = Town.config("v1.0.0", 1);
    private static final Margin OS = margin(Platform.OS, Map.of("linux", 0.2, "darwin", 0.3, "windows", 0.5));
    private static final Margin ARCH = margin(Platform.ARCH, Map.of("amd64", 0.9, "arm64", 0.1));

    @Test
    void fit_recoversKnownMargins() {
        Cells cells = new Cells(List.of(OS, ARCH));
        // linux, darwin and windows are 0, 1, 2 in alphabetical order: darwin, linux, windows; then other; four by
        // three.
        double[] weights = new double[cells.count()];
        Random random = new Random(2);
        for (int cell = 0; cell < weights.length; cell++) {
            boolean other = cells.name(0, cells.place(0, cell)).equals("other")
                    || cells.name(1, cells.place(1, cell)).equals("other");
            weights[cell] = other ? 0 : 1 + random.nextInt(1000);
        }

        Raking.Outcome outcome = Raking.fit(cells, weights);

        double[] factors = outcome.factors().orElseThrow();
        for (int margin = 0; margin < 2; margin++) {
            double[] sums = new double[cells.shares(margin).length];
            double total = 0;
            for (int cell = 0; cell < weights.length; cell++) {
                sums[cells.place(margin, cell)] += factors[cell] * weights[cell];
                total += factors[cell] * weights[cell];
            }
            for (int place = 0; place < sums.length; place++) {
                assertThat(sums[place] / total).isCloseTo(cells.shares(margin)[place], within(2e-6));
            }
        }
        assertThat(outcome.sentence())
                .contains("reweighted to match os", "arch")
                .contains("combinations have no report");
    }

    @Test
    void fit_ofWhatIsMatchedAlreadyChangesNothing() {
        Cells cells = new Cells(List.of(ARCH));

        Raking.Outcome outcome = Raking.fit(cells, new double[] {900, 100, 0});

        assertThat(outcome.factors().orElseThrow()).startsWith(1, 1);
        assertThat(outcome.rounds()).isEqualTo(1);
    }

    @Test
    void fit_withAnEmptyMarginSaysWhich() {
        Raking.Outcome outcome = Raking.fit(new Cells(List.of(ARCH)), new double[] {900, 0, 0});

        assertThat(outcome.factors()).isEmpty();
        assertThat(outcome.sentence())
                .isEqualTo("not reweighted: no report has arch arm64, which should be 0.1 of them");
    }

    @Test
    void fit_thatCannotConvergeSaysSo() {
        // Only darwin-amd64 and linux-arm64 have reports: by system 3 to 2, by processor 9 to 1, which contradict.
        Margin twoSystems = margin(Platform.OS, Map.of("darwin", 0.6, "linux", 0.4));
        Cells cells = new Cells(List.of(twoSystems, ARCH));
        double[] weights = new double[cells.count()];
        for (int cell = 0; cell < weights.length; cell++) {
            String of = cells.name(0, cells.place(0, cell)) + "-" + cells.name(1, cells.place(1, cell));
            weights[cell] = of.equals("darwin-amd64") || of.equals("linux-arm64") ? 50 : 0;
        }

        Raking.Outcome outcome = Raking.fit(cells, weights);

        assertThat(outcome.factors()).isEmpty();
        assertThat(outcome.sentence()).startsWith("not reweighted: after 500 rounds a margin is still off by 0.");
    }

    @Test
    void reweightedShares_areThoseOfThePopulationAndStandBesideTheRawOnes() {
        // Windows users answer a tenth as often; three in ten of them use vim, seven in ten of the others.
        ChartPlan plan = ChartPlan.of(
                Town.charts(), List.of(CONFIG), List.of(margin(Platform.OS, Map.of("linux", 0.5, "windows", 0.5))));
        ChartFold fold = new ChartFold(plan);
        Random random = new Random(6);
        for (int i = 0; i < 40_000; i++) {
            boolean windows = i % 2 == 0;
            boolean vim = random.nextInt(10) < (windows ? 3 : 7);
            if (!windows || random.nextInt(10) == 0) {
                fold.add(report(
                        windows ? "windows" : "linux", vim ? "editor:vim" : "editor:emacs", random.nextDouble()));
            }
        }

        DrawnChart.Partition editors = editors(fold);

        DrawnChart.Bucket vim = editors.buckets().get(0);
        assertThat(vim.share().value()).isCloseTo(0.664, within(0.02));
        Estimate reweighted = vim.reweighted().orElseThrow();
        assertThat(reweighted.value()).isCloseTo(0.5, within(0.02));
        assertThat(reweighted.low()).isLessThan(0.5);
        assertThat(reweighted.high()).isGreaterThan(0.5);
        assertThat(reweighted.high() - reweighted.low())
                .isGreaterThan(vim.share().high() - vim.share().low());
        Reweighting made = editors.reweighting().orElseThrow();
        assertThat(made.converged()).isTrue();
        assertThat(made.effectiveReports()).isLessThan(8000);
    }

    @Test
    void reweighting_thatFailedLeavesTheRawFiguresAndTheReason() {
        ChartPlan plan = ChartPlan.of(
                Town.charts(), List.of(CONFIG), List.of(margin(Platform.OS, Map.of("linux", 0.5, "windows", 0.5))));
        ChartFold fold = new ChartFold(plan);
        fold.add(report("linux", "editor:vim", 0.5));

        DrawnChart.Partition editors = editors(fold);

        assertThat(editors.buckets().get(0).reports()).isEqualTo(1);
        assertThat(editors.buckets())
                .allSatisfy(bucket -> assertThat(bucket.reweighted()).isEmpty());
        assertThat(editors.reweighting()).get().satisfies(made -> {
            assertThat(made.converged()).isFalse();
            assertThat(made.sentence()).startsWith("not reweighted: no report has os windows");
        });
    }

    @Test
    void marginText_readsMarginsAndNamesWhatIsWrong() {
        assertThat(MarginText.parse(
                        "margins.txt", "# from the registry\n\n" + Town.TOOL + "  arch amd64=0.9 arm64=0.1 # 2026\n"))
                .containsExactly(ARCH);
        for (Map.Entry<String, String> wrong : Map.of(
                        "tool os", "margins.txt:1: found \"tool os\", expected a program",
                        "\ntool cpu a=1", "margins.txt:2: found \"cpu\", expected version, runtime, os or arch",
                        "tool os linux", "margins.txt:1: found \"linux\", expected a bucket and its share",
                        "tool os a=0.5 a=0.5", "margins.txt:1: found \"a=0.5\"",
                        "tool os linux=0.6", "margins.txt:1: the os margin of tool sums to 0.6, expected 1")
                .entrySet()) {
            assertThatThrownBy(() -> MarginText.parse("margins.txt", wrong.getKey()))
                    .hasMessageStartingWith(wrong.getValue());
        }
    }

    private static DrawnChart.Partition editors(ChartFold fold) {
        ChartSet charts = fold.charts("c", "v1.0.0", Period.day(Town.DAY));
        return (DrawnChart.Partition) charts.programs().get(1).charts().get(4);
    }

    private static Report report(String os, String counter, double x) {
        Build build = new Build(Town.TOOL, "1.1.0", "java21", os, "amd64");
        return new Report(
                Town.DAY,
                Optional.empty(),
                x,
                "v1.0.0",
                List.of(new ProgramReport(build, Map.of(counter, 1L), Map.of())));
    }

    private static Margin margin(Platform platform, Map<String, Double> shares) {
        SortedMap<String, Double> sorted = new TreeMap<>(shares);
        return new Margin(Town.TOOL, platform, sorted);
    }
}
