package dev.limpid.web.page;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.web.facts.ServerRules;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.plot.ChartView;
import dev.limpid.web.template.JtehomeGenerated;
import dev.limpid.web.words.ExampleText;
import dev.limpid.web.words.SiteMessages;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The home page: what a wary user needs to decide in two minutes.
 *
 * @param config the newest configuration, if any was published
 * @param charts the charts of the newest week, if any were published
 * @param highlights the charts shown on this page
 * @param rules what the server does
 */
public record HomePage(
        Optional<CollectionConfig> config, Optional<ChartSet> charts, List<ChartView> highlights, ServerRules rules) {
    /** The largest number of charts on this page. */
    private static final int GLANCE = 6;

    public HomePage {
        highlights = List.copyOf(highlights);
    }

    /** The page. */
    public static String render(
            PageContext pageContext, Optional<CollectionConfig> config, Optional<ChartSet> charts, ServerRules rules) {
        HomePage page = new HomePage(
                config,
                charts,
                charts.map(set -> highlights(set, pageContext.words())).orElse(List.of()),
                rules);
        return Markup.of((out, plain) -> JtehomeGenerated.render(out, plain, pageContext, page));
    }

    /** Whether every answer is published as it came. */
    public boolean isAllPublished() {
        return rules.publicationGate().isEmpty();
    }

    /** The newest period's name in addresses. */
    public String period() {
        return charts.map(set -> set.period().name()).orElse("");
    }

    /** The program with the most participating installations, if there are charts. */
    public Optional<ChartSet.ProgramCharts> largest() {
        return charts.flatMap(set -> set.programs().stream()
                .max(Comparator.comparingDouble(
                        program -> program.installations().value())));
    }

    /** How many questions are asked. */
    public int questions() {
        return config.stream()
                .flatMap(one -> one.programs().stream())
                .mapToInt(program -> program.questions().size())
                .sum();
    }

    /** How many programs the questions are about. */
    public int programs() {
        return config.map(one -> one.programs().size()).orElse(0);
    }

    /** The configuration's version. */
    public String version() {
        return config.map(CollectionConfig::version).orElse("");
    }

    /** An example of a whole answer. */
    public Optional<String> example() {
        LocalDate week = charts.map(set -> set.period().from()).orElse(LocalDate.of(2026, 11, 16));
        return config.flatMap(one -> ExampleText.of(one, week));
    }

    /** The decided charts with the most answers, which say most; programs take turns. */
    private static List<ChartView> highlights(ChartSet set, SiteMessages words) {
        List<List<ChartResult>> byProgram =
                set.programs().stream().map(HomePage::chartsToShow).toList();
        List<ChartView> chosen = new ArrayList<>();
        for (int turn = 0; turn < GLANCE; turn++) {
            for (List<ChartResult> charts : byProgram) {
                if (turn < charts.size() && chosen.size() < GLANCE) {
                    chosen.add(ChartView.of(charts.get(turn), set.period().weeks(), words));
                }
            }
        }
        return chosen;
    }

    private static List<ChartResult> chartsToShow(ChartSet.ProgramCharts program) {
        return program.charts().stream()
                .filter(chart -> chart.machinesWithCounts() > 0
                        && !chart.title().issues().isEmpty()
                        && !(chart instanceof ChartResult.Stacks))
                .sorted((one, other) -> Long.compare(other.machinesWithCounts(), one.machinesWithCounts()))
                .toList();
    }
}
