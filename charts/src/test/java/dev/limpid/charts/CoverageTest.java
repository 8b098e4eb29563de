package dev.limpid.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Draws samples from installations of which everything is known, by the rule that clients follow, and looks how often
 * the published 99% intervals hold what is true of all installations.
 */
class CoverageTest {

    private static final int DRAWS = 1000;
    private static final int INSTALLATIONS = 3000;
    private static final Period DAY = Period.day(Town.DAY);

    private static final UploadConfig EVERYBODY = Town.config("v1.0.0", 1);
    private static final UploadConfig MANY = Town.config("v1.1.0", 0.4);
    private static final UploadConfig FEW = Town.config("v1.2.0", 0.15);
    private static final ChartPlan PLAN = ChartPlan.of(Town.charts(), List.of(EVERYBODY, MANY, FEW));

    @Test
    void intervals_holdTheTruthIn98To100PercentOfDraws() {
        Survey survey = survey(population(), FEW, FEW);

        assertThat(survey.coverage())
                .allSatisfy((figure, share) -> assertThat(share).as(figure).isBetween(0.98, 1.0));
    }

    @Test
    void samplingAtChangingRates_staysUnbiasedAndCovers() {
        // Those who have the new configuration use the tool differently: unweighted shares would be off by a lot.
        Survey survey = survey(population(), MANY, FEW);

        assertThat(survey.coverage())
                .allSatisfy((figure, share) -> assertThat(share).as(figure).isBetween(0.98, 1.0));
        assertThat(survey.bias())
                .allSatisfy((figure, errors) -> assertThat(errors).as(figure).isBetween(-4.5, 4.5));
    }

    @Test
    void ignoringTheRates_wouldBeBiased() {
        // The test above can fail: the same draws without weights are far off.
        ChartPlan unweighted = ChartPlan.of(
                Town.charts(), List.of(EVERYBODY, EVERYBODY.withVersion("v1.1.0"), EVERYBODY.withVersion("v1.2.0")));
        List<Installation> population = population();
        Survey survey = new Survey(census(population));
        SplittableRandom random = new SplittableRandom(3);
        for (int draw = 0; draw < 50; draw++) {
            survey.add(draw(unweighted, population, MANY, FEW, random));
        }

        assertThat(survey.bias().getOrDefault("editor vim", 0.0)).isLessThan(-10);
    }

    private static Survey survey(List<Installation> population, UploadConfig early, UploadConfig late) {
        Survey survey = new Survey(census(population));
        SplittableRandom random = new SplittableRandom(1);
        for (int draw = 0; draw < DRAWS; draw++) {
            survey.add(draw(PLAN, population, early, late, random));
        }
        return survey;
    }

    /** What is true: everybody asked. */
    private static ChartSet census(List<Installation> population) {
        ChartFold fold = new ChartFold(PLAN);
        for (int i = 0; i < population.size(); i++) {
            fold.add(EVERYBODY.select(population.get(i).local((double) i / population.size())));
        }
        return fold.charts("town", "v1.0.0", DAY);
    }

    private static ChartSet draw(
            ChartPlan plan,
            List<Installation> population,
            UploadConfig early,
            UploadConfig late,
            SplittableRandom random) {
        ChartFold fold = new ChartFold(plan);
        for (Installation one : population) {
            Report report = (one.isLate() ? late : early).select(one.local(random.nextDouble()));
            if (!report.programs().isEmpty()) {
                fold.add(report);
            }
        }
        return fold.charts("town", "v1.0.0", DAY);
    }

    private record Installation(boolean isLate, List<ProgramReport> programs) {
        Report local(double x) {
            return new Report(Town.DAY, Optional.empty(), x, "", programs);
        }
    }

    private static List<Installation> population() {
        SplittableRandom random = new SplittableRandom(11);
        List<Installation> population = new ArrayList<>();
        for (int i = 0; i < INSTALLATIONS; i++) {
            boolean late = random.nextInt(2) == 0;
            Map<String, Long> counters = new TreeMap<>();
            counters.put(random.nextInt(10) < (late ? 7 : 3) ? "editor:vim" : "editor:emacs", 1L);
            if (random.nextInt(50) == 0) {
                counters.put("editor:nano", 1L);
            }
            long runs = 1 + (long) Math.exp(3 * random.nextDouble() + random.nextDouble());
            if (random.nextInt(20) > 0) {
                counters.put("runs", runs);
                long failed = (long) (runs * Math.max(0, random.nextDouble() - 0.5));
                if (failed > 0) {
                    counters.put("failed", failed);
                }
                counters.put("time:<10ms", runs);
                counters.put("time:<100ms", 1 + (long) (runs * random.nextDouble()));
                if (random.nextInt(4) == 0) {
                    counters.put("time:>=1s", 1L + random.nextInt(4));
                }
            }
            Map<String, Long> stacks =
                    random.nextInt(8) == 0 ? Map.of("crash\norg.example.Tool.run:+" + random.nextInt(3), 1L) : Map.of();
            Build build =
                    new Build(Town.TOOL, i % 3 == 0 ? "1.0.0" : "1.1.0", "java21", late ? "linux" : "darwin", "amd64");
            population.add(new Installation(late, List.of(new ProgramReport(build, counters, stacks))));
        }
        return population;
    }
}
