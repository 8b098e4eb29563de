package dev.limpid.benchmarks.scale;

import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.protocol.question.generate.ChartRates;
import dev.limpid.protocol.question.generate.CollectionConfigGenerator;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.configuration.ConfigModuleReader;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Weeks of a large collection, as seen by its server and by its machines' networks. The production code makes rates, configurations,
 * answers and modules. Machines are not run one by one; the number that answer follows from the rate.
 *
 * <pre>
 * INSTALLATIONS PROGRAMS CHARTS RELEASES WEEKS      charts and releases are per program
 * </pre>
 *
 * A row for each week: how many answers came, their size without HTTP overhead, how many machines fetched a configuration, and its
 * size. Each week another program publishes a release.
 */
public final class ScaleSimulation {
    private static final LocalDate START = LocalDate.parse("2026-01-05");
    private static final int SAMPLED = 200;
    private static final double MEGABYTE = 1e6;

    /**
     * Weeks end on any day with equal probability, and a day's answers are sent when programs run: most of them within some eight
     * hours.
     */
    private static final double MOST_OF_A_DAY = 3.0 / 7;

    private static final double DAY_SECONDS = 86_400;

    private final ZipfCollection collection;
    private final int releases;
    private final SplittableRandom random = new SplittableRandom(7);
    private final List<Map<String, Double>> told = new ArrayList<>();
    private Optional<CollectionConfig> inForce = Optional.empty();

    /** The share of machines that fetched a configuration last week; the others fetch it now. */
    private double asked;

    private ScaleSimulation(ZipfCollection collection, int releases) {
        this.collection = collection;
        this.releases = releases;
    }

    /** Prints the rows. */
    public static void main(String[] arguments) throws Exception {
        long installations = Long.parseLong(arguments[0]);
        ScaleSimulation simulation = new ScaleSimulation(
                new ZipfCollection(installations, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])),
                Integer.parseInt(arguments[3]));
        System.out.printf(
                "%,d installations of %s programs, %s charts and %s releases each%n",
                installations, arguments[1], arguments[2], arguments[3]);
        System.out.println("| week | answers | MB | most a second | rate, least to most | ask for a configuration"
                + " | configuration, KB packed | MB of it |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (int week = 0; week < Integer.parseInt(arguments[4]); week++) {
            simulation.week(week, installations);
        }
    }

    private void week(int number, long installations) throws Exception {
        LocalDate monday = START.plusWeeks(number);
        String text = collection.text(number, releases);
        List<Chart> charts = ZipfCollection.charts(text);
        ChartRates rates = new ChartRates(
                told.isEmpty()
                        ? Participation.UNKNOWN
                        : Participation.measured(told.subList(Math.max(0, told.size() - 4), told.size())),
                inForce);
        double fetchRate = rates.fetchRate(charts);
        CollectionConfig config = new CollectionConfigGenerator(
                        ZipfCollection.platforms(), Releases.BY_HAND, rates::of, fetchRate)
                .generate("v1." + number + ".0", charts, monday, inForce);
        inForce = Optional.of(config);
        asked = asked * fetchRate + (1 - asked);
        double module = ModuleZip.pack(
                        ModulePath.parse("telemetry.example.org/config"),
                        ModuleVersion.parse(config.version()),
                        Map.of(
                                ConfigModuleReader.CONFIG_FILE,
                                CollectionConfigCodec.toJson(config),
                                ConfigModuleReader.CHARTS_FILE,
                                text.getBytes(StandardCharsets.UTF_8)))
                .bytes()
                .length;
        Traffic traffic = answers(config, monday, number);
        System.out.printf(
                "| %d | %,.0f | %,.0f | %,.0f | %.5f to %.2f | %,.0f | %,.0f | %,.0f |%n",
                number + 1,
                traffic.answers,
                traffic.bytes / MEGABYTE,
                traffic.answers * MOST_OF_A_DAY / DAY_SECONDS,
                traffic.least,
                traffic.most,
                asked * installations,
                module / 1e3,
                asked * installations * module / MEGABYTE);
    }

    private static final class Traffic {
        private double answers;
        private double bytes;
        private double least = 1;
        private double most;
    }

    private Traffic answers(CollectionConfig config, LocalDate monday, int number) {
        Traffic traffic = new Traffic();
        Map<String, Double> week = new HashMap<>();
        for (int program = 0; program < collection.programs(); program++) {
            CollectionConfig.Program of = ZipfCollection.program(config, program);
            double installations = collection.installations(program);
            List<Report> sample = new ArrayList<>();
            for (int i = 0; i < SAMPLED; i++) {
                sample.add(collection.report(program, number, monday.plusWeeks(1), releases, random));
            }
            for (Question question : of.questions()) {
                String chart = CollectionConfig.chart(of, question);
                double count = drawn(installations, question.rate());
                traffic.answers += count;
                traffic.bytes += count * meanBytes(config, chart, sample);
                traffic.least = Math.min(traffic.least, question.rate());
                traffic.most = Math.max(traffic.most, question.rate());
                week.put(chart, count / question.rate());
            }
        }
        told.add(week);
        return traffic;
    }

    private static double meanBytes(CollectionConfig config, String chart, List<Report> sample) {
        return sample.stream()
                .flatMap(report -> config.answer(chart, report).stream())
                .mapToInt(answer -> AnswerCodec.toJson(answer).length)
                .average()
                .orElse(0);
    }

    private double drawn(double installations, double rate) {
        return installations * rate + Math.sqrt(installations * rate * (1 - rate)) * random.nextGaussian();
    }
}
