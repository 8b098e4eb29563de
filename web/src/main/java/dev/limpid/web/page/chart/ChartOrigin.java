package dev.limpid.web.page.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfig.Program;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.text.PercentText;
import dev.limpid.web.facts.PublishedConfig;
import dev.limpid.web.page.chart.ChartPage.Fact;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.RateWords;
import dev.limpid.web.words.SiteMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The configuration's facts about a chart: which versions and how many machines it asks, and until when. */
final class ChartOrigin {
    private ChartOrigin() {}

    /** The facts of a chart, from the configuration that its set names; empty if that configuration is not known. */
    static List<Fact> facts(List<PublishedConfig> configurations, ChartSet set, ChartResult drawn, SiteMessages words) {
        List<Fact> facts = new ArrayList<>();
        for (PublishedConfig version : configurations) {
            if (version.version().equals(set.config())) {
                program(version.config(), drawn)
                        .ifPresent(program -> facts.addAll(facts(version, program, drawn, words)));
            }
        }
        return facts;
    }

    private static List<Fact> facts(PublishedConfig version, Program program, ChartResult drawn, SiteMessages words) {
        List<Fact> facts = new ArrayList<>();
        Optional<Question> question = version.config().question(drawn.title().chart());
        facts.add(new Fact(
                words.say("chart.covers"),
                versions(program, question.flatMap(Question::since).orElse(""), words)));
        question.ifPresent(
                asked -> facts.add(new Fact(words.say("chart.asked"), RateWords.words(asked.rate(), words))));
        version.charts().stream()
                .filter(one -> drawn.title().chart().equals(one.program() + "/" + one.id()))
                .findFirst()
                .ifPresent(chart -> facts.add(new Fact(
                        words.say("chart.accuracy"),
                        words.say("chart.accuracy.of", "error", PercentText.of(chart.error(), words.locale())))));
        question.flatMap(Question::until)
                .ifPresent(day -> facts.add(new Fact(
                        words.say("chart.until"), words.say("chart.until.day", "day", Dates.day(day, words)))));
        return facts;
    }

    private static Optional<Program> program(CollectionConfig config, ChartResult drawn) {
        return config.programs().stream()
                .filter(program -> program.name().equals(drawn.title().program()))
                .findFirst();
    }

    private static String versions(Program program, String since, SiteMessages words) {
        List<String> listed = program.versions();
        int from = Math.max(0, listed.indexOf(since));
        List<String> covered = listed.subList(from, listed.size());
        return switch (covered.size()) {
            case 0 -> words.say("chart.covers.none");
            case 1 -> covered.get(0);
            default ->
                words.countSentence(
                        "chart.covers.many",
                        covered.size(),
                        "first",
                        covered.get(0),
                        "last",
                        covered.get(covered.size() - 1));
        };
    }
}
