package dev.limpid.web;

import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.Margin;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.charts.result.IncompleteWeeks;
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
import dev.limpid.web.facts.PublishedConfig;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Two years of a program whose cache missed on every Mac from version 1.6 on, as they really result from answers: weeks
 * without answers, a configuration that asked fewer machines, new versions, and a week about which answers may still
 * arrive.
 */
public final class SampleYears {
    /** The newest week; it is provisional. */
    public static final LocalDate LAST = SampleCharts.WEEK;

    /** How many weeks there are, those without answers included. */
    public static final int WEEKS = 110;

    /** The weeks without answers, counted back from the last. */
    public static final Set<Integer> MISSING = Set.of(40, 41);

    /** When the second configuration was published, counted back in the same way. */
    public static final int CHANGED = 30;

    private static final String PROGRAM = "org.example/cached";
    private static final String HEAD = "program: " + PROGRAM
            + "\nversion: 1.0\nmodule: versions: 1.0\ndescription: made up\nissue: https://example.org/1\nby: version, os\n";
    private static final List<String> VERSIONS = List.of("1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7");
    private static final Map<String, Double> SYSTEMS =
            new TreeMap<>(Map.of("linux", 0.6, "darwin", 0.25, "windows", 0.14, "freebsd", 0.01));

    private SampleYears() {}

    /** The site. It is made once: two years have many answers. */
    public static SampleContents contents() {
        return Made.ONCE;
    }

    private static final class Made {
        static final SampleContents ONCE = make();
    }

    private static SampleContents make() {
        try {
            return read();
        } catch (ChartConfigException e) {
            throw new IllegalStateException(e.getMessage() + e.problems(), e);
        }
    }

    private static SampleContents read() throws ChartConfigException {
        List<Chart> charts = ChartConfig.parse(
                "charts.txt",
                HEAD + "title: Cache\nid: cache\ntype: partition\ncounter: cache:{hit,miss,off}\n---\n" + HEAD
                        + "title: Editors\nid: editors\ntype: partition\n"
                        + "counter: editor:{vscode,intellij,vim,emacs,eclipse,zed,nano,other}\n---\n" + HEAD
                        + "title: Time to build\nid: time\ntype: histogram\ncounter: time:{<100ms,<1s,<10s,<1m,>=1m}\n---\n"
                        + HEAD
                        + "title: Failed builds\nid: failures\ntype: ratio\ncounter: failed\nover: builds\n");
        List<PublishedConfig> configurations = List.of(
                new PublishedConfig(Optional.of(LAST.minusWeeks(120)), config("v1.0.0", charts, 1), charts),
                new PublishedConfig(Optional.of(LAST.minusWeeks(CHANGED)), config("v1.1.0", charts, 0.5), charts));
        SortedMap<String, Double> known = new TreeMap<>(Map.of("linux", 0.5, "darwin", 0.35, "other", 0.15));
        AnswerFold fold = new AnswerFold(new QuestionPlan(
                charts,
                configurations.stream().map(PublishedConfig::config).toList(),
                List.of(new Margin(PROGRAM, Attribute.OS, known))));
        for (int back = WEEKS - 1; back >= 0; back--) {
            if (!MISSING.contains(back)) {
                week(fold, back);
            }
        }
        List<Period> periods = new ArrayList<>();
        for (int back : new int[] {0, 1, 2, 26, 52, 78, 104}) {
            periods.add(Period.week(LAST.minusWeeks(back)));
        }
        periods.add(Period.monthOf(LAST.minusWeeks(5)));
        SampleContents site = SampleSite.contents();
        return site.withSets(periods.stream()
                        .map(period -> new ChartSetBuilder(
                                        fold,
                                        "telemetry.example.org",
                                        "v1.1.0",
                                        IncompleteWeeks.of(List.of(LAST), List.of()))
                                .build(period))
                        .toList())
                .withConfigurations(configurations);
    }

    private static CollectionConfig config(String version, List<Chart> charts, double rate) {
        return new CollectionConfig(
                version,
                List.copyOf(SYSTEMS.keySet()),
                List.of("amd64"),
                List.of("java17"),
                1,
                List.of(new CollectionConfig.Program(
                        PROGRAM,
                        VERSIONS,
                        charts.stream()
                                .map(chart -> new Question(
                                        chart.id(),
                                        rate,
                                        chart.by(),
                                        RequestedCounters.of(chart),
                                        Optional.empty(),
                                        Optional.empty()))
                                .toList())));
    }

    /** A version takes 14 weeks to spread; the one before it continues to shrink. */
    private static void week(AnswerFold fold, int back) {
        int age = WEEKS - 1 - back;
        int newest = Math.min(VERSIONS.size() - 1, age / 14);
        double taken = Math.min(0.9, 0.1 + (age % 14) * 0.08);
        String config = back < CHANGED ? "v1.1.0" : "v1.0.0";
        LocalDate week = LAST.minusWeeks(back);
        SYSTEMS.forEach((os, part) -> {
            add(fold, week, config, os, VERSIONS.get(newest), 2_000 * part * taken, back);
            if (newest > 0) {
                add(fold, week, config, os, VERSIONS.get(newest - 1), 2_000 * part * (1 - taken), back);
            }
        });
    }

    private static void add(
            AnswerFold fold, LocalDate week, String config, String os, String version, double machines, int back) {
        boolean broken = os.equals("darwin") && VERSIONS.indexOf(version) >= 6;
        line(fold, week, config, "cache", os, version, Map.of("cache:miss", 2L), machines * (broken ? 1 : 0.03));
        line(fold, week, config, "cache", os, version, Map.of("cache:hit", 5L), machines * (broken ? 0 : 0.9));
        line(fold, week, config, "cache", os, version, Map.of(), machines * (broken ? 0 : 0.07));
        double vscode = 0.3 + 0.0015 * (WEEKS - back);
        List<String> others = List.of("intellij", "vim", "emacs", "eclipse", "nano", "other");
        double left = 1 - vscode;
        line(fold, week, config, "editors", os, version, Map.of("editor:vscode", 1L), machines * vscode);
        for (String other : others) {
            left *= 0.55;
            line(fold, week, config, "editors", os, version, Map.of("editor:" + other, 1L), machines * left);
        }
        if (back < 20) {
            line(fold, week, config, "editors", os, version, Map.of("editor:zed", 1L), machines * 0.004 * (20 - back));
        }
        boolean slow = VERSIONS.indexOf(version) >= 6;
        line(fold, week, config, "time", os, version, Map.of("time:<1s", 8L, "time:<10s", 2L), machines * 0.5);
        line(
                fold,
                week,
                config,
                "time",
                os,
                version,
                slow ? Map.of("time:<10s", 9L, "time:<1m", 2L) : Map.of("time:<1s", 9L, "time:<100ms", 2L),
                machines * 0.5);
        line(fold, week, config, "failures", os, version, Map.of("builds", 40L), machines * 0.7);
        line(
                fold,
                week,
                config,
                "failures",
                os,
                version,
                Map.of("builds", 30L, "failed", slow ? 4L : 2L),
                machines * 0.3);
    }

    private static void line(
            AnswerFold fold,
            LocalDate week,
            String config,
            String chart,
            String os,
            String version,
            Map<String, Long> counts,
            double machines) {
        long n = Math.round(machines);
        if (n > 0) {
            Map<Attribute, String> build = Map.of(Attribute.VERSION, version, Attribute.OS, os);
            fold.add(new PublishedAnswer(
                    new Answer(week, config, PROGRAM + "/" + chart, List.of(new AnswerPart(build, counts))), n));
        }
    }
}
