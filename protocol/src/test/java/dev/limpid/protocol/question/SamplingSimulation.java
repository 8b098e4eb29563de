package dev.limpid.protocol.question;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.generate.ChartRates;
import dev.limpid.protocol.question.generate.CollectionConfigGenerator;
import dev.limpid.protocol.release.Platforms;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.NetworkCappedCount;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.protocol.sampling.SampleSize;
import dev.limpid.protocol.sampling.SamplingControl;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * The loop of sampling control with everything that makes it slow or unstable: machines learn of a new configuration with
 * the probability FetchRate a week, and always if they did not check the week before; one that asks for more is on show
 * for a week before it is used; the others answer by the one that they have; a tenth of a week's answers arrives after the
 * week is first counted; the server checks many times a day. The decisions are made by the shipped code: {@link
 * SamplingControl}, {@link Participation}, {@link dev.limpid.protocol.question.generate.ChartRates} and {@link dev.limpid.protocol.question.generate.CollectionConfigGenerator}.
 *
 * <p>As a program it prints the range of each scenario over this many runs: {@code java … SamplingSimulation 20}.
 */
final class SamplingSimulation {

    private static final LocalDate START = LocalDate.parse("2026-01-05");
    private static final String CHART = "org.example/tool/editor";
    private static final int RUNS_A_DAY = 3;
    private static final double IN_TIME = 0.9;
    private static final int ASKED = 0;
    private static final int WAITED = 1;
    /** As much as a network may give to a chart that needs this error. */
    private static final double SHARE = 0.02 * SampleSize.reportsFor(0.01);

    private static final String CHARTS = """
            title: Editors
            description: which editors
            issue: https://example.org/1
            type: partition
            program: org.example/tool
            module: versions: 1.0.0
            counter: editor:{vim,emacs}
            """;

    /**
     * How many installations there are in a week, each in its own network, and how many answers are forged in it, each
     * naming the newest rate, by networks that give everything that they may.
     *
     * @param apart whether these networks are far apart, or all within wider networks that give everything that they
     * may
     */
    record Course(
            String name, int weeks, DoubleUnaryOperator installations, DoubleUnaryOperator forged, boolean apart) {
        Course(String name, int weeks, DoubleUnaryOperator installations, DoubleUnaryOperator forged) {
            this(name, weeks, installations, forged, true);
        }
    }

    /** The results of a week; effective answers are the number of answers of equal weight that would be as accurate. */
    record Week(int number, double installations, double rate, double answers, double effective, int configurations) {
        double timesNeeded() {
            return effective / SampleSize.reportsFor(0.01);
        }
    }

    private final SplittableRandom random;
    private final List<Chart> charts;
    private final Map<LocalDate, Counted> counted = new LinkedHashMap<>();
    /**
     * The share of all machines in each state: those that checked for a configuration last week, and those that did
     * not.
     */
    private final Map<Held, double[]> heldBy = new LinkedHashMap<>();

    private CollectionConfig inForce;
    private Instant since = START.atStartOfDay(ZoneOffset.UTC).toInstant();
    private int published = 1;

    /** The configuration that a machine answers by, and the newest one that it has. */
    private record Held(CollectionConfig used, CollectionConfig shown) {

        /** A configuration that asks for no more than before is used at once. */
        Held after(CollectionConfig fetched) {
            return rate(fetched) <= rate(used) ? new Held(fetched, fetched) : new Held(used, fetched);
        }

        /** A configuration that was on show for a week is used. */
        Held aWeekLater() {
            return new Held(shown, shown);
        }
    }

    /** The results of a week: installations, answers, the sum of squared weights, and what networks gave. */
    private record Counted(double weighted, double answers, double squares, NetworkCappedCount first) {

        double measured() {
            double effective = SamplingControl.effectiveInstallations(weighted, answers, weighted * weighted / squares);
            return SamplingControl.counted(effective, first.all(), first.counted());
        }
    }

    private static double rate(CollectionConfig config) {
        return config.question(CHART).orElseThrow().rate();
    }

    private SamplingSimulation(long seed) {
        random = new SplittableRandom(seed);
        try {
            charts = ChartConfig.parse("charts.txt", CHARTS);
        } catch (ChartConfigException e) {
            throw new IllegalStateException(e);
        }
        inForce = generate(Participation.UNKNOWN, "v1", START, Optional.empty());
        heldBy.put(new Held(inForce, inForce), new double[] {1, 0});
    }

    static List<Week> run(Course course, long seed) {
        SamplingSimulation simulation = new SamplingSimulation(seed);
        List<Week> weeks = new ArrayList<>();
        for (int week = 0; week < course.weeks(); week++) {
            weeks.add(simulation.week(week, course));
        }
        return weeks;
    }

    private Week week(int number, Course course) {
        LocalDate monday = START.plusWeeks(number);
        int before = published;
        for (int day = 0; day < 7; day++) {
            for (int run = 0; run < RUNS_A_DAY; run++) {
                // Late answers about the week before arrive.
                work(monday.plusDays(day), IN_TIME + (1 - IN_TIME) * (day + (double) run / RUNS_A_DAY) / 7);
            }
        }
        show();
        fetch();
        double installations = course.installations().applyAsDouble(number);
        double weighted = 0;
        double squares = 0;
        double answers = 0;
        NetworkCappedCount first = new NetworkCappedCount();
        for (Map.Entry<Held, double[]> some : heldBy.entrySet()) {
            double rate = rate(some.getKey().used());
            double found = drawn(installations * (some.getValue()[ASKED] + some.getValue()[WAITED]), rate);
            answers += found;
            first.add(1, 1, true, 1 / rate, found);
            weighted += found / rate;
            squares += found / rate / rate;
        }
        double effective = squares > 0 ? weighted * weighted / squares : 0;
        double forged = course.forged().applyAsDouble(number);
        double rate = rate(inForce);
        forge(first, forged, course.apart(), 1 / rate);
        counted.put(
                monday, new Counted(weighted + forged / rate, answers + forged, squares + forged / rate / rate, first));
        return new Week(number + 1, installations, rate, answers, effective, published - before);
    }

    /**
     * Forged answers, spread evenly over as few networks as can give this many: each separate, or 256 in each wider
     * network.
     */
    private static void forge(NetworkCappedCount first, double forged, boolean apart, double weight) {
        double wider = Math.ceil(forged / (apart ? SHARE : 5 * SHARE));
        for (int nth = 1; nth <= Math.rint(forged / wider); nth++) {
            first.add(
                    apart ? nth : (nth + 255) / 256,
                    nth,
                    apart || (nth - 1) % 256 < NetworkCappedCount.VOTES,
                    weight,
                    wider);
        }
    }

    /** One run of the server's regular maintenance. */
    private void work(LocalDate today, double arrived) {
        List<Map<String, Double>> weeks = new ArrayList<>();
        for (LocalDate week : SamplingControl.weeks(today)) {
            Counted found = counted.get(week);
            if (found != null) {
                boolean last = !week.plusDays(6).isBefore(today.minusDays(7));
                weeks.add(Map.of(CHART, found.measured() * (last ? arrived : 1)));
            }
        }
        Participation measured =
                Participation.measured(weeks).withRateChange(SamplingControl.mayChangeRates(today, since));
        CollectionConfig next = generate(measured, "v" + (published + 1), today, Optional.of(inForce));
        if (!next.withVersion("").equals(inForce.withVersion(""))) {
            inForce = next;
            published++;
            since = today.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    private CollectionConfig generate(
            Participation participation, String version, LocalDate today, Optional<CollectionConfig> before) {
        Platforms few = new Platforms(List.of("linux"), List.of("amd64"), List.of("java21"));
        ChartRates rates = new ChartRates(participation, before);
        return new CollectionConfigGenerator(few, Releases.BY_HAND, rates::of, rates.fetchRate(charts))
                .generate(version, charts, today, before);
    }

    /** A week has passed, so what was on show is used. */
    private void show() {
        Map<Held, double[]> later = new LinkedHashMap<>();
        heldBy.forEach((held, share) -> {
            double[] sum = later.computeIfAbsent(held.aWeekLater(), none -> new double[2]);
            sum[ASKED] += share[ASKED];
            sum[WAITED] += share[WAITED];
        });
        heldBy.clear();
        heldBy.putAll(later);
    }

    /** Machines that checked last week check as often as the configuration says; all others check. */
    private void fetch() {
        Map<Held, Double> asking = new LinkedHashMap<>();
        for (Map.Entry<Held, double[]> some : heldBy.entrySet()) {
            double[] share = some.getValue();
            double again = share[ASKED] * some.getKey().shown().fetchRate();
            asking.merge(some.getKey().after(inForce), again + share[WAITED], Double::sum);
            share[WAITED] = share[ASKED] - again;
            share[ASKED] = 0;
        }
        asking.forEach((held, share) -> heldBy.computeIfAbsent(held, none -> new double[2])[ASKED] += share);
        heldBy.values().removeIf(share -> share[ASKED] + share[WAITED] < 1e-9);
    }

    /** How many of this many are drawn, by the normal approximation. */
    private double drawn(double of, double rate) {
        double spread = Math.sqrt(of * rate * (1 - rate));
        return Math.max(0, Math.min(of, Math.rint(of * rate + spread * random.nextGaussian())));
    }

    static Course settled(double installations) {
        return new Course(
                String.format(Locale.ROOT, "%,.0f installations", installations), 60, week -> installations, week -> 0);
    }

    static Course growing() {
        return new Course(
                "a third more each week, from 20,000 to 10 million",
                40,
                week -> Math.min(10_000_000, 20_000 * Math.pow(4.0 / 3, week)),
                week -> 0);
    }

    static Course falling(double installations) {
        return new Course(
                "a fall to a tenth in week 41", 60, week -> week < 40 ? installations : installations / 10, week -> 0);
    }

    static Course jumping() {
        return new Course("ten times as many in week 41", 60, week -> week < 40 ? 200_000 : 2_000_000, week -> 0);
    }

    static Course holiday() {
        return new Course("a third as many in week 41", 60, week -> week == 40 ? 333_000 : 1_000_000, week -> 0);
    }

    /** The server could not be reached for two weeks, and the answers of that time are lost. */
    static Course outage(double installations) {
        return new Course(
                String.format(Locale.ROOT, "%,.0f, hardly an answer in weeks 41 and 42", installations),
                60,
                week -> week == 40 || week == 41 ? 1 : installations,
                week -> 0);
    }

    /** @param week the week, counted from 0, in which a hundred times the needed answers are forged */
    static Course flood(int week) {
        return new Course(
                "forged answers in week " + (week + 1), 60, any -> 1_000_000, any -> any == week ? 1_658_800 : 0);
    }

    /** Repeated floods of this many times the need, in every week or in every nth week, from a week on. */
    static Course floods(double times, int every, int from, boolean apart) {
        return new Course(
                String.format(
                        Locale.ROOT,
                        "%s times the need, every %d weeks from %d, %s",
                        times,
                        every,
                        from + 1,
                        apart ? "apart" : "together"),
                from + 80,
                any -> 1_000_000,
                week -> week >= from && week % every == 0 ? times * SampleSize.reportsFor(0.01) : 0,
                apart);
    }

    /** Alternately a million and a third of that. */
    static Course swinging() {
        return new Course("a million and 300,000 in turns", 80, week -> week % 2 == 0 ? 1_000_000 : 300_000, week -> 0);
    }

    /** A network that gives the most that it may, a fiftieth of what the chart needs, in every week. */
    static Course greedyNetwork() {
        return new Course("a network gives its share every week", 60, week -> 1_000_000, week -> SHARE);
    }

    /** The smallest and the largest value of these weeks, counted from 1, in any of this many runs. */
    private static void print(Course course, int runs, int from, int to) {
        DoubleSummaryStatistics effective = new DoubleSummaryStatistics();
        DoubleSummaryStatistics rates = new DoubleSummaryStatistics();
        int moves = 0;
        for (int seed = 0; seed < runs; seed++) {
            for (Week week : run(course, seed).subList(from - 1, to)) {
                effective.accept(week.timesNeeded());
                rates.accept(week.rate());
                moves = Math.max(moves, week.configurations());
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-48s weeks %2d to %2d: effective/needed %6.3f to %6.3f, rate %.6f to %.6f, moves in a week %d%n",
                course.name(),
                from,
                to,
                effective.getMin(),
                effective.getMax(),
                rates.getMin(),
                rates.getMax(),
                moves);
    }

    public static void main(String[] arguments) {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        for (double installations : new double[] {20_000, 50_000, 100_000, 500_000, 1_000_000, 10_000_000}) {
            print(settled(installations), runs, 21, 60);
        }
        print(growing(), runs, 1, 40);
        for (double installations : new double[] {200_000, 1_000_000, 10_000_000}) {
            print(falling(installations), runs, 41, 42);
            print(falling(installations), runs, 43, 43);
            print(falling(installations), runs, 44, 60);
        }
        print(jumping(), runs, 41, 60);
        print(holiday(), runs, 26, 60);
        for (double installations : new double[] {1_000_000, 10_000_000}) {
            print(outage(installations), runs, 43, 50);
            print(outage(installations), runs, 51, 60);
        }
        print(greedyNetwork(), runs, 26, 60);
        for (int week : new int[] {30, 37, 40, 45}) {
            print(flood(week), runs, 26, 60);
        }
        for (double times : new double[] {1, 2, 10, 20, 40}) {
            print(floods(times, 1, 40, true), runs, 41, 120);
            print(floods(times, 2, 40, true), runs, 41, 120);
            print(floods(times, 1, 40, false), runs, 41, 120);
            print(floods(times, 1, 0, true), runs, 20, 80);
            print(floods(times, 1, 0, false), runs, 20, 80);
        }
        print(swinging(), runs, 41, 80);
    }
}
