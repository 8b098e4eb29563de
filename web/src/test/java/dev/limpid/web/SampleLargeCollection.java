package dev.limpid.web;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Basis;
import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.StackVersion;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Trend;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.web.facts.PublishedConfig;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A large collection: 400 charts, 10,000 stacks, 300 versions in many forms. */
public final class SampleLargeCollection {
    /** How many charts it has. */
    public static final int CHARTS = 400;
    /** How many stacks its stack charts have together. */
    public static final int STACKS = 10_000;

    private static final int STACK_CHARTS = 10;
    private static final int WEEKS = 26;
    private static final long ANSWERS = 16_600;
    private static final List<String> EDITORS =
            List.of("vscode", "intellij", "vim", "emacs", "eclipse", "zed", "other");
    private static final List<Double> SHARES = List.of(0.432, 0.268, 0.121, 0.064, 0.041, 0.033, 0.019);

    private SampleLargeCollection() {}

    /** The site. */
    public static SampleContents contents() {
        SampleContents whole = SampleSite.contents();
        return whole.withSets(List.of(week())).withConfigurations(configurations(week()));
    }

    /** 40 versions of the configuration, each of which asks ten more questions than the previous one. */
    private static List<PublishedConfig> configurations(ChartSet week) {
        List<PublishedConfig> versions = new ArrayList<>();
        for (int questions = 10; questions <= CHARTS; questions += 10) {
            List<CollectionConfig.Program> programs = new ArrayList<>();
            int left = questions;
            for (ChartSet.ProgramCharts program : week.programs()) {
                List<Question> asked = program.charts().stream()
                        .limit(left)
                        .map(chart -> new Question(
                                chart.title().id(),
                                0.1,
                                Set.of(Attribute.VERSION),
                                new RequestedCounters.Named(EDITORS.stream()
                                        .map(bucket -> chart.title().counter() + ":" + bucket)
                                        .toList()),
                                Optional.empty(),
                                Optional.empty()))
                        .toList();
                left -= asked.size();
                programs.add(new CollectionConfig.Program(program.program(), List.of("1.0", "1.1"), asked));
            }
            versions.add(new PublishedConfig(
                    Optional.of(SampleCharts.DAY.minusWeeks((CHARTS - questions) / 10)),
                    new CollectionConfig(
                            "v1." + questions + ".0",
                            List.of("darwin", "linux"),
                            List.of("amd64", "arm64"),
                            List.of("java17", "java21"),
                            1,
                            programs),
                    List.of()));
        }
        return versions;
    }

    /** A site whose only chart is of versions. */
    public static SampleContents versions() {
        SampleContents whole = SampleSite.contents();
        ChartSet.ProgramCharts program = new ChartSet.ProgramCharts(
                "org.example/tool", ANSWERS, Estimate.withoutInterval(ANSWERS), List.of(versionsChart("versions")));
        ChartSet set = SampleCharts.set(Period.week(SampleCharts.WEEK), ANSWERS, List.of(program));
        return whole.withSets(List.of(set));
    }

    /** Its newest week. */
    public static ChartSet week() {
        List<ChartSet.ProgramCharts> programs = new ArrayList<>();
        int made = 0;
        for (int p = 0; p < 4; p++) {
            String program = "org.example/"
                    + List.of("tool", "server", "language-server", "desktop").get(p);
            List<ChartResult> charts = new ArrayList<>();
            charts.add(versionsChart(program.substring("org.example/".length()) + "-versions"));
            for (int i = 1; i < CHARTS / 4; i++) {
                made++;
                charts.add(i <= stackCharts(p) ? stacks(program, made) : partition(program, made, i));
            }
            programs.add(new ChartSet.ProgramCharts(
                    program, ANSWERS * charts.size(), new Estimate(180_000, 171_000, 190_000), charts));
        }
        return SampleCharts.set(Period.week(SampleCharts.WEEK), ANSWERS * CHARTS, programs);
    }

    private static int stackCharts(int program) {
        return STACK_CHARTS / 4 + (program < STACK_CHARTS % 4 ? 1 : 0);
    }

    private static ChartResult partition(String program, int number, int i) {
        String area = List.of("resolve", "compile", "completion", "index", "format", "publish", "cache", "plugin")
                .get(i % 8);
        return SampleCharts.partition(
                SampleCharts.title(
                        program,
                        "chart-" + area + "-" + number,
                        "How " + area + " went in the way that is number " + number,
                        "Whether " + area + " is worth more work, or whether the older way of doing it can go in the"
                                + " next release; see chart " + number + ".",
                        "tool/" + area + "/way-" + number,
                        Set.of(Attribute.VERSION)),
                ANSWERS,
                WEEKS,
                EDITORS,
                SHARES,
                Optional.empty());
    }

    /** Versions of four lines and of forms that belong to no line, the newest of which appeared one after another. */
    private static ChartResult versionsChart(String id) {
        List<String> names = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (int minor = 0; minor < 28; minor++) {
            for (int patch = 0; patch < 10; patch++) {
                names.add("1." + minor + "." + patch);
                shares.add(0.3 / (1 + (27 - minor) * 10 + (9 - patch)));
            }
        }
        names.addAll(List.of(
                "1.28.0-rc.1",
                "v2.0.0-alpha",
                "1.2.3.4",
                "2026-11-20",
                "20261120",
                "17",
                "3f9c1e7",
                "nightly",
                "r1234",
                "1.27.x-custom+build.5",
                "Ünïcode 1",
                "other"));
        while (shares.size() < names.size()) {
            shares.add(0.001);
        }
        ChartResult.Partition chart = SampleCharts.partition(
                SampleCharts.title(
                        "org.example/tool", id, "Versions", "Which versions run.", "limpid/version", Set.of()),
                ANSWERS,
                0,
                names,
                shares,
                Optional.empty());
        return new ChartResult.Partition(
                chart.title(), chart.basis(), chart.buckets(), Optional.empty(), List.of(), spreading(), List.of());
    }

    /** 1.27.5 to 1.27.9, one every four weeks, each of which reaches half of the machines in six weeks. */
    private static Trend spreading() {
        List<LocalDate> weeks = new ArrayList<>();
        List<Long> answers = new ArrayList<>();
        for (int week = 0; week < WEEKS; week++) {
            weeks.add(SampleCharts.WEEK.minusWeeks(WEEKS - 1L - week));
            answers.add(ANSWERS);
        }
        List<Trend.Series> series = new ArrayList<>();
        for (int patch = 5; patch < 10; patch++) {
            int first = 5 + (patch - 5) * 4;
            List<Estimate> points = new ArrayList<>();
            for (int week = 0; week < WEEKS; week++) {
                double share = week < first ? 0 : Math.min(0.8, (1 + week - first) / 14.0);
                points.add(new Estimate(share, share * 0.95, Math.min(1, share * 1.05)));
            }
            series.add(new Trend.Series("1.27." + patch, points));
        }
        return new Trend(weeks, answers, series, List.of());
    }

    private static ChartResult stacks(String program, int number) {
        List<StackCount> stacks = new ArrayList<>();
        for (int i = 0; i < STACKS / STACK_CHARTS; i++) {
            List<String> frames = new ArrayList<>();
            for (int frame = 0; frame < 16; frame++) {
                frames.add("org.example."
                        + List.of("parser", "planner", "writer", "model").get(frame % 4) + ".Component"
                        + (frame == 0 ? i / 3 : i * 7 + frame) + ".handleRequest:+" + (frame + i % 40));
            }
            double share = 0.02 / (1 + i);
            long answers = Math.max(1, Math.round(share * ANSWERS));
            Estimate estimate = new Estimate(share, share / 2, share * 2);
            stacks.add(new StackCount(
                    frames,
                    answers,
                    answers * 2,
                    estimate,
                    List.of(
                            new StackVersion("1." + (i % 28) + "." + (i % 10), answers, answers * 2, estimate),
                            new StackVersion("1.27.9", answers, answers * 2, estimate))));
        }
        return new Stacks(
                SampleCharts.title(
                        program,
                        "crash-" + number,
                        "Crashes of part " + number,
                        "Where part " + number + " crashes.",
                        "tool/crash-" + number,
                        Set.of(Attribute.VERSION)),
                new Basis(ANSWERS, 800, ANSWERS * 0.8),
                new Estimate(0.05, 0.045, 0.056),
                stacks,
                SampleCharts.groups(stacks),
                stacks.size(),
                1,
                0,
                List.of(),
                Trend.NONE,
                List.of());
    }
}
