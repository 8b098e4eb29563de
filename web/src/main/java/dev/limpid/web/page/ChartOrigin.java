package dev.limpid.web.page;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.DrawnChart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfig.Program;
import dev.limpid.protocol.question.Question;
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
        Optional<Question> question = version.config().question(drawn.title().chart());
        facts.add(new Fact(
                "Versions it covers",
                versions(program, question.flatMap(Question::since).orElse(""))));
        question.ifPresent(asked -> facts.add(new Fact("Asked of", Rates.words(asked.rate()))));
        version.charts().stream()
                .filter(one -> drawn.title().chart().equals(one.program() + "/" + one.id()))
                .findFirst()
                .ifPresent(chart -> facts.add(
                        new Fact("Accuracy aimed at", Numbers.percent(chart.error()) + " at 99% confidence")));
        question.flatMap(Question::until)
                .ifPresent(day -> facts.add(new Fact("Collected until", Dates.day(day) + ", then no more")));
        return facts;
    }

    private static Optional<Program> program(CollectionConfig config, DrawnChart drawn) {
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
}
