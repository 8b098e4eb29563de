package dev.limpid.web;

import dev.limpid.charts.ChartNote;
import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Ratio;
import dev.limpid.charts.ChartResult.Title;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Reweighting;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.web.facts.CollectionInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sites in states that are easily forgotten. */
public final class SampleStates {
    /** A name as a hostile person would choose it. */
    public static final String HOSTILE =
            "\"><script>alert('x')</script><img src=x onerror=alert(1)>'`{{7*7}}\u202e&amp;";

    private SampleStates() {}

    /** All of them by name. */
    public static Map<String, SampleContents> all() {
        Map<String, SampleContents> states = new LinkedHashMap<>();
        states.put("empty", SampleContents.empty());
        states.put("configured", with(List.of()));
        states.put("no-answer", with(List.of(week(0, 0))));
        states.put("one-answer", with(List.of(SampleFold.week(List.of(SampleFold.answer(0, "2.3", 1))))));
        states.put("partial", with(List.of(SampleFold.week(SampleFold.partial()))));
        states.put("huge", with(List.of(huge())));
        states.put("split", with(List.of(SampleSplits.week())));
        states.put("hostile", hostile());
        states.put("long", endless());
        return states;
    }

    private static ChartSet week(long reports, int weeks) {
        return SampleCharts.set(
                Period.week(SampleCharts.WEEK),
                reports,
                List.of(SampleCharts.program("org.example/tool", reports, weeks)));
    }

    /** A chart of 400 versions, in 50 weeks, from 12 billion answers. */
    private static ChartSet huge() {
        List<String> names = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            names.add("go1." + (i / 20) + "." + (i % 20) + (i == 7 ? "-with-a-very-long-name".repeat(8) : ""));
            shares.add(0.4 / (1 + i * i % 97));
        }
        ChartResult chart = SampleCharts.partition(
                SampleCharts.title(
                        "org.example/tool", "tool-runtime", "Runtimes", "What runs it.", "limpid/runtime", Set.of()),
                12_345_678_901L,
                50,
                names,
                shares,
                Optional.of(new Reweighting(
                        List.of("os"),
                        false,
                        100,
                        0,
                        ChartNote.of(ChartNote.Kind.NO_BUCKET, "attribute", "os", "bucket", "plan9", "share", "0.02")
                                .text())));
        return SampleCharts.set(
                Period.week(SampleCharts.WEEK),
                12_345_678_901L,
                List.of(new ChartSet.ProgramCharts(
                        "org.example/tool", 12_345_678_901L, Estimate.withoutInterval(1e11), List.of(chart))));
    }

    /** A site on which every text from outside is hostile. */
    public static SampleContents hostile() {
        Title title = new Title(
                "tool-hostile",
                HOSTILE,
                HOSTILE,
                HOSTILE,
                List.of("javascript:alert(1)", "https://example.org/" + HOSTILE),
                HOSTILE,
                HOSTILE,
                HOSTILE,
                Set.of(Attribute.VERSION));
        ChartResult chart =
                SampleCharts.partition(title, 100, 3, List.of(HOSTILE, "other"), List.of(0.6, 0.2), Optional.empty());
        ChartSet set = SampleCharts.set(
                Period.week(SampleCharts.WEEK),
                100,
                List.of(new ChartSet.ProgramCharts(HOSTILE, 100, Estimate.NONE, List.of(chart))));
        return with(List.of(set));
    }

    /** Two programs, all of whose names are as long as they may be, in one word, on a site that withholds rare values. */
    private static SampleContents endless() {
        String name = "Wolkenkratzer".repeat(20).substring(0, 256);
        List<ChartSet.ProgramCharts> programs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String program = "example.org/" + i + name;
            Title title = new Title(
                    "tool-" + i,
                    program + "/tool-" + i,
                    name,
                    name,
                    List.of("https://example.org/" + name),
                    program,
                    name,
                    name,
                    Set.of(Attribute.values()));
            List<ChartResult> charts = new ArrayList<>();
            charts.add(
                    SampleCharts.partition(title, 26, 3, List.of(name, "other"), List.of(0.6, 0.2), Optional.empty()));
            SampleCharts.program(program, 26, 3).charts().stream()
                    .filter(Ratio.class::isInstance)
                    .map(chart -> over((Ratio) chart, title, name))
                    .forEach(charts::add);
            programs.add(new ChartSet.ProgramCharts(program, 26, Estimate.UNKNOWN, charts));
        }
        SampleContents site = with(List.of(SampleCharts.set(Period.week(SampleCharts.WEEK), 52, programs)));
        CollectionInfo facts = new CollectionInfo(
                "telemetry.example.org",
                name,
                name,
                "https://telemetry.example.org/",
                Optional.empty(),
                Optional.empty(),
                "limpid",
                List.of());
        return site.withFacts(facts);
    }

    private static Ratio over(Ratio ratio, Title title, String over) {
        return new Ratio(
                new Title(
                        title.id() + "-ratio",
                        title.chart() + "-ratio",
                        title.title(),
                        "",
                        List.of(),
                        title.program(),
                        over,
                        "",
                        Set.of()),
                over,
                ratio.basis(),
                ratio.installations(),
                ratio.distribution(),
                ratio.pooled(),
                ratio.clip(),
                ratio.reweighting(),
                ratio.splits(),
                ratio.trend(),
                ratio.notes());
    }

    private static SampleContents with(List<ChartSet> sets) {
        SampleContents whole = SampleSite.contents();
        return whole.withSets(sets);
    }
}
