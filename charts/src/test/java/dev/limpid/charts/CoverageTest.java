package dev.limpid.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.Survey.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Draws samples from installations of which everything is known, by the rule that clients follow, and looks how often the
 * published 99% intervals hold what is true of all installations. The table of {@code docs/sampling.md} is the long form's,
 * written with {@code -Dlimpid.coverage.draws=3000 -Dlimpid.golden=write}.
 */
class CoverageTest {

    private static final int DRAWS = Integer.getInteger("limpid.coverage.draws", 80);

    /** From so many draws on, chance alone leaves no interval that misses 1 in 100 below the lower bound. */
    private static final int LONG = 2000;

    @Test
    void intervals_holdTheTruthIn99Of100Draws() throws IOException {
        List<String> rows = new ArrayList<>();
        for (Scenario scenario : Scenario.all()) {
            Survey survey = survey(scenario.population(), DRAWS, false);
            assertThat(survey.scores()).isNotEmpty().allSatisfy((figure, score) -> {
                assertThat(score.coverage()).as("%s: %s", scenario, figure).isGreaterThan(DRAWS < LONG ? 0.92 : 0.98);
                if (score.kind() != Kind.STACK && score.kind() != Kind.QUANTILE) {
                    assertThat(score.bias()).as("%s: %s", scenario, figure).isBetween(-4.5, 4.5);
                }
            });
            Map<Kind, DoubleSummaryStatistics> coverage = byKind(survey);
            coverage.forEach((kind, of) -> assertThat(of.getAverage())
                    .as("%s: %s", scenario, kind)
                    .isGreaterThan(DRAWS < LONG ? 0.97 : 0.985));
            rows.add(row(scenario, coverage));
        }
        if (DRAWS >= LONG) {
            write(rows);
        }
    }

    @Test
    void ignoringTheRates_wouldMissTheTruth() {
        Survey survey = survey(Scenario.farRates().population(), 20, true);

        assertThat(survey.scores().get("editor vim"))
                .satisfies(score -> assertThat(score.coverage()).isLessThan(0.5));
    }

    private static Survey survey(Population population, int draws, boolean unweighted) {
        Survey survey = new Survey(population.census(), population.claimed());
        SplittableRandom random = new SplittableRandom(1);
        for (int draw = 0; draw < draws; draw++) {
            survey.add(population.draw(random, unweighted));
        }
        return survey;
    }

    private static Map<Kind, DoubleSummaryStatistics> byKind(Survey survey) {
        Map<Kind, DoubleSummaryStatistics> byKind = new EnumMap<>(Kind.class);
        survey.scores()
                .values()
                .forEach(score -> byKind.computeIfAbsent(score.kind(), kind -> new DoubleSummaryStatistics())
                        .accept(score.coverage()));
        return byKind;
    }

    private static String row(Scenario scenario, Map<Kind, DoubleSummaryStatistics> coverage) {
        StringBuilder row = new StringBuilder("| " + scenario + " |");
        for (Kind kind : Kind.values()) {
            DoubleSummaryStatistics of = coverage.get(kind);
            row.append(
                    of == null
                            ? " |"
                            : String.format(Locale.ROOT, " %.1f (%.1f) |", 100 * of.getAverage(), 100 * of.getMin()));
        }
        return row.append('\n').toString();
    }

    private static void write(List<String> rows) throws IOException {
        StringBuilder table = new StringBuilder("| situation |");
        StringBuilder line = new StringBuilder("|---|");
        for (Kind kind : Kind.values()) {
            table.append(' ').append(kind.title()).append(" |");
            line.append("---:|");
        }
        table.append('\n').append(line).append('\n');
        rows.forEach(table::append);
        Path file = Path.of(System.getProperty("limpid.root", ".."), "docs", "sampling.md");
        String page = Files.readString(file);
        String begin = "<!-- coverage -->\n";
        String end = "<!-- end of coverage -->";
        String written =
                page.substring(0, page.indexOf(begin) + begin.length()) + table + page.substring(page.indexOf(end));
        if ("write".equals(System.getProperty("limpid.golden"))) {
            Files.writeString(file, written);
        }
        assertThat(Files.readString(file)).isEqualTo(written);
    }
}
