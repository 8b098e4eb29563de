package dev.limpid.charts.compare;

import static dev.limpid.charts.compare.ComparedPopulation.BEFORE;
import static dev.limpid.charts.compare.ComparedPopulation.WEEK;
import static dev.limpid.charts.compare.ComparedPopulation.side;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.IntervalCoverage;
import dev.limpid.charts.compare.ComparedPopulation.Part;
import dev.limpid.charts.compare.Comparison.Caveat;
import dev.limpid.charts.compare.Comparison.Row;
import dev.limpid.charts.compare.Comparison.Shift;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.protocol.answer.Attribute;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Draws answers from known populations and compares them with the shipped code: the intervals of differences, factors
 * and shifts should contain the truth in at least 98 of 100 draws. {@code -Dlimpid.draws=1000} prints each figure.
 */
class ComparisonCoverageTest {

    private static final int POPULATION = 6_000;

    private final Random random = new Random(14);
    private final IntervalCoverage held = new IntervalCoverage();

    /**
     * How often it would contain the truth if both sides were treated as independent: this is printed, and not checked.
     */
    private final IntervalCoverage independent = new IntervalCoverage();

    @Test
    void shares_ofTwoWeeksAskedAtOtherRates() throws Exception {
        ComparedPopulation machines = new ComparedPopulation(random, 0.2, 0.02);
        for (int i = 0; i < POPULATION; i++) {
            int config = i % 3 == 0 ? 1 : 0;
            machines.add(config, BEFORE, new Part("1.0", "linux", machines.one(0.3, 0.002)));
            machines.add(config, WEEK, new Part("1.0", "linux", machines.one(config == 1 ? 0.4 : 0.3, 0.004)));
        }
        double[] a = machines.shares(WEEK, "");
        double[] b = machines.shares(BEFORE, "");
        for (int draw = 0; draw < IntervalCoverage.DRAWS; draw++) {
            AnswerFold fold = machines.draw("p");
            shares("weeks", Comparison.of(side(fold, "p", WEEK), side(fold, "p", BEFORE)), a, b);
        }
        assertHeld();
    }

    @Test
    void shares_ofTwoVersions_whenManyMachinesRanBothAndShowedItInOneOnly() throws Exception {
        for (double both : new double[] {0, 0.05, 0.3, 0.9}) {
            ComparedPopulation machines = new ComparedPopulation(random, 0.1);
            for (int i = 0; i < POPULATION; i++) {
                if (random.nextDouble() < both) {
                    Map<String, Long> shown = machines.one(0.5, 0.02);
                    boolean inFirst = random.nextBoolean();
                    machines.add(
                            0,
                            WEEK,
                            new Part("1.0", "linux", inFirst ? shown : Map.of()),
                            new Part("1.1", "linux", inFirst ? Map.of() : shown));
                } else {
                    String version = random.nextInt(3) == 0 ? "1.1" : "1.0";
                    machines.add(0, WEEK, new Part(version, "linux", machines.one(0.25, 0.01)));
                }
            }
            double[] a = machines.shares(WEEK, "1.1");
            double[] b = machines.shares(WEEK, "1.0");
            for (int draw = 0; draw < IntervalCoverage.DRAWS; draw++) {
                AnswerFold fold = machines.draw("p");
                Comparison comparison = Comparison.of(
                        side(fold, "p", Attribute.VERSION, "1.1"), side(fold, "p", Attribute.VERSION, "1.0"));
                assertThat(comparison.caveats().contains(Caveat.IN_BOTH)).isEqualTo(both > 0);
                shares("versions, " + both + " in both", comparison, a, b);
            }
        }
        assertHeld();
    }

    @Test
    void shares_ofTwoSystems_oneOfThemRare() throws Exception {
        ComparedPopulation machines = new ComparedPopulation(random, 0.3, 0.03);
        for (int i = 0; i < 2 * POPULATION; i++) {
            boolean mac = random.nextInt(10) == 0;
            machines.add(
                    random.nextInt(2),
                    WEEK,
                    new Part("1.0", mac ? "darwin" : "linux", machines.one(mac ? 0.97 : 0.03, 0.01)));
        }
        double[] a = machines.shares(WEEK, "darwin");
        double[] b = machines.shares(WEEK, "linux");
        for (int draw = 0; draw < IntervalCoverage.DRAWS; draw++) {
            AnswerFold fold = machines.draw("p");
            shares(
                    "systems",
                    Comparison.of(side(fold, "p", Attribute.OS, "darwin"), side(fold, "p", Attribute.OS, "linux")),
                    a,
                    b);
        }
        assertHeld();
    }

    @Test
    void shifts_ofQuantiles_byVersionAndByWeek() throws Exception {
        ComparedPopulation machines = new ComparedPopulation(random, 0.05);
        for (int i = 0; i < POPULATION; i++) {
            for (LocalDate week : List.of(BEFORE, WEEK)) {
                String version = random.nextInt(4) == 0 ? "1.1" : "1.0";
                double slow = version.equals("1.1") && week.equals(WEEK) ? 0.53 : 0.48;
                machines.add(0, week, new Part(version, "linux", machines.times(slow)));
            }
        }
        for (int draw = 0; draw < IntervalCoverage.DRAWS; draw++) {
            AnswerFold fold = machines.draw("h");
            shifts(
                    "weeks",
                    Comparison.of(side(fold, "h", WEEK), side(fold, "h", BEFORE)),
                    machines.upTo(WEEK, ""),
                    machines.upTo(BEFORE, ""));
            shifts(
                    "versions",
                    Comparison.of(side(fold, "h", Attribute.VERSION, "1.1"), side(fold, "h", Attribute.VERSION, "1.0")),
                    machines.upTo(WEEK, "1.1"),
                    machines.upTo(WEEK, "1.0"));
        }
        assertHeld();
    }

    @Test
    void ratios_ofTwoWeeks_whoseTailsAreHeavy() throws Exception {
        ComparedPopulation machines = new ComparedPopulation(random, 0.1, 0.02);
        for (int i = 0; i < POPULATION; i++) {
            for (LocalDate week : List.of(BEFORE, WEEK)) {
                long n = (long) Math.ceil(Math.pow(1 - random.nextDouble(), -1 / 1.5));
                long p = (long) Math.floor(
                        n * (week.equals(WEEK) ? 0.06 : 0.04) * random.nextDouble() + random.nextDouble() * 1.02);
                Map<String, Long> counts = new TreeMap<>(Map.of("n", n));
                if (p > 0) {
                    counts.put("f", p);
                }
                machines.add(i % 2, week, new Part("1.0", "linux", counts));
            }
        }
        for (int draw = 0; draw < IntervalCoverage.DRAWS; draw++) {
            AnswerFold fold = machines.draw("r");
            Comparison comparison = Comparison.of(side(fold, "r", WEEK), side(fold, "r", BEFORE));
            double a = machines.ratio(fold, WEEK);
            double b = machines.ratio(fold, BEFORE);
            Row pooled = row(comparison, "pooled");
            held.count("ratio, difference", pooled.difference().orElseThrow(), a - b);
            held.count("ratio, factor", pooled.factor().orElseThrow(), a / b);
        }
        assertHeld();
    }

    private void shares(String what, Comparison comparison, double[] a, double[] b) {
        for (int i = 0; i < 2; i++) {
            int at = i;
            Row row = row(comparison, i == 0 ? "x" : "y");
            row.difference().ifPresent(difference -> {
                String figure = what + ", " + row.name();
                held.count(figure, difference, a[at] - b[at]);
                Estimate plain =
                        MoverIntervals.difference(row.a().orElseThrow(), row.b().orElseThrow(), 0);
                independent.count(figure, plain, a[at] - b[at]);
            });
        }
    }

    private void shifts(String what, Comparison comparison, double[] a, double[] b) {
        for (Shift shift : comparison.shifts()) {
            int truth = bucket(a, shift.q()) - bucket(b, shift.q());
            boolean holds = shift.low() <= truth && truth <= shift.high();
            held.count("shift of " + shift.q() + ", " + what, holds);
        }
    }

    private static int bucket(double[] upTo, double q) {
        int at = 0;
        while (upTo[at] < q - 1e-9) {
            at++;
        }
        return at;
    }

    private void assertHeld() {
        if (IntervalCoverage.isPrinted()) {
            held.shares()
                    .forEach((figure, share) -> System.out.println("| " + figure + " | " + 100 * share + " | "
                            + independent
                                    .share(figure)
                                    .map(plain -> 100 * plain)
                                    .map(String::valueOf)
                                    .orElse("")
                            + " |"));
        }
        held.assertEnough();
    }

    private static Row row(Comparison comparison, String name) {
        return comparison.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseGet(() ->
                        new Row(name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, 0));
    }
}
