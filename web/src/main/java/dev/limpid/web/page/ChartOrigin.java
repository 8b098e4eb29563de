package dev.limpid.web.page;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.DrawnChart;
import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.config.UploadConfig.Program;
import dev.limpid.web.facts.ConfigVersion;
import dev.limpid.web.page.ChartPage.Fact;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the configuration says about a chart: from which versions and how many machines it asks, and until when. */
final class ChartOrigin {
    private ChartOrigin() {}

    /** The facts of a chart, by the configuration that its set names; none if that one is not known. */
    static List<Fact> facts(List<ConfigVersion> configurations, ChartSet set, DrawnChart drawn) {
        List<Fact> facts = new ArrayList<>();
        for (ConfigVersion version : configurations) {
            if (version.version().equals(set.config())) {
                program(version.config(), drawn).ifPresent(program -> facts.addAll(facts(version, program, drawn)));
            }
        }
        return facts;
    }

    private static List<Fact> facts(ConfigVersion version, Program program, DrawnChart drawn) {
        List<Fact> facts = new ArrayList<>();
        Optional<Chart> chart = version.charts().stream()
                .filter(one -> one.program().equals(program.name())
                        && one.counter().equals(drawn.title().counter())
                        && one.title().equals(drawn.title().title()))
                .findFirst();
        facts.add(new Fact(
                "Versions it covers",
                versions(program, chart.map(Chart::version).orElse(""))));
        if (chart.isEmpty()) {
            facts.add(new Fact("Asked of", Rates.words(version.config().sampleRate())));
            return facts;
        }
        facts.add(new Fact("Asked of", Rates.words(rate(version.config(), program, chart.get()))));
        facts.add(new Fact("Accuracy aimed at", Numbers.percent(chart.get().error()) + " at 99% confidence"));
        chart.get()
                .expires()
                .ifPresent(day -> facts.add(new Fact("Collected until", Dates.day(day) + ", then no more")));
        return facts;
    }

    private static Optional<Program> program(UploadConfig config, DrawnChart drawn) {
        return config.programs().stream()
                .filter(program -> program.name().equals(drawn.title().program()))
                .findFirst();
    }

    private static String versions(Program program, String since) {
        List<String> listed = program.versions();
        int from = Math.max(0, listed.indexOf(since));
        List<String> covered = listed.subList(from, listed.size());
        return switch (covered.size()) {
            case 0 -> "none yet";
            case 1 -> covered.get(0);
            default ->
                covered.get(0) + " to " + covered.get(covered.size() - 1) + " (" + Numbers.of(covered.size(), "version")
                        + ", those expected next included)";
        };
    }

    /** The share of machines that may send what the chart needs: the least rate of its counters. */
    private static double rate(UploadConfig config, Program program, Chart chart) {
        double rate = config.sampleRate();
        for (UploadConfig.CounterRule rule : program.counters()) {
            if (chart.collected().contains(rule.name())) {
                rate = Math.min(rate, rule.rate());
            }
        }
        for (UploadConfig.StackRule rule : program.stacks()) {
            if (chart.collected().contains(rule.name())) {
                rate = Math.min(rate, rule.rate());
            }
        }
        return rate;
    }
}
