package dev.limpid.dist.demo;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.dist.simulation.SimulatedHome;
import dev.limpid.dist.simulation.Simulation;
import dev.limpid.protocol.answer.AnswerWeek;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.publish.index.PublishedCharts;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.uploader.home.HomeLayout;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares what the server published with what the homes counted. For every period and bucket it compares the published
 * number of answers with the number of local reports that have the counter, added up here without the fold. It reads
 * the publication over HTTP, like any client. For one thread at a time.
 */
final class DemoCheck {

    private static final int DAYS_OF_A_WEEK = 7;

    private final Simulation simulation;
    private final List<String> differences = new ArrayList<>();

    DemoCheck(Simulation simulation) {
        this.simulation = simulation;
    }

    /** The differences, in words; empty if there are none. */
    List<String> differences() throws IOException {
        SortedMap<LocalDate, List<Report>> local = localReports();
        Publication publication = Publication.read(get("data/index.json"));
        if (local.isEmpty() || publication.weeks().isEmpty()) {
            differences.add("nothing was answered or nothing was published");
        }
        for (LocalDate week : local.keySet()) {
            long published = publication.week(week).map(PublishedWeek::answers).orElse(0L);
            compare("answers of " + week, expectedAnswers(local.get(week)), published);
        }
        for (PublishedCharts charts : publication.charts()) {
            Period period = charts.period();
            check(period, ChartSetCodec.read(get("charts/" + period.name() + ".json")), local);
        }
        return differences;
    }

    /** One answer for each question about a program of which a machine counted anything. */
    private long expectedAnswers(List<Report> reports) throws IOException {
        return simulation.collection().configurationInForce().orElseThrow().programs().stream()
                .mapToLong(asked -> asked.questions().size()
                        * (long) of(asked.name(), reports).size())
                .sum();
    }

    /** The reports of machines that counted anything of a program, without their counts of other programs. */
    private static List<Report> of(String program, List<Report> reports) {
        return reports.stream()
                .map(report -> new Report(
                        report.week(),
                        report.lastWeek(),
                        report.x(),
                        report.config(),
                        report.programs().stream()
                                .filter(counts -> counts.build().program().equals(program))
                                .toList()))
                .filter(report -> !report.programs().isEmpty())
                .toList();
    }

    private void check(Period period, ChartSet charts, SortedMap<LocalDate, List<Report>> local) {
        List<Report> reports = local.entrySet().stream()
                .filter(week -> period.contains(week.getKey()))
                .flatMap(week -> week.getValue().stream())
                .toList();
        for (ChartSet.ProgramCharts program : charts.programs()) {
            List<Report> own = of(program.program(), reports);
            for (ChartResult chart : program.charts()) {
                String where = period.name() + " " + program.program() + " "
                        + chart.title().title();
                compare(where + " answers", own.size(), chart.answers());
                check(where, chart, own);
            }
        }
    }

    private void check(String where, ChartResult chart, List<Report> reports) {
        String counter = chart.title().counter();
        if (chart instanceof ChartResult.Partition partition) {
            for (ChartResult.Bucket bucket : partition.buckets()) {
                long expected = counter.startsWith(Attribute.BUILT_IN)
                        ? on(reports, counter, bucket.name())
                        : having(reports, counter + ":" + bucket.name()) + having(reports, bucket.name());
                compare(where + " " + bucket.name(), expected, bucket.answers());
            }
        } else if (chart instanceof ChartResult.Histogram histogram) {
            for (ChartResult.HistogramBucket bucket : histogram.buckets()) {
                String name = counter + ":" + bucket.name();
                compare(where + " " + bucket.name(), having(reports, name), bucket.answers());
                compare(where + " events " + bucket.name(), events(reports, name), bucket.events());
            }
        } else if (chart instanceof ChartResult.Stacks stacks) {
            long events = reports.stream()
                    .flatMap(report -> report.programs().stream())
                    .flatMap(program -> program.stacks().entrySet().stream())
                    .filter(stack -> stack.getKey().startsWith(counter + "\n"))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            compare(
                    where + " events",
                    events,
                    stacks.stacks().stream()
                            .mapToLong(ChartResult.StackCount::events)
                            .sum());
        }
    }

    /** How many machines a program ran on with this version, runtime, system or processor. */
    private static long on(List<Report> reports, String counter, String value) {
        Attribute attribute =
                Attribute.ofWord(counter.substring(Attribute.BUILT_IN.length())).orElseThrow();
        return reports.stream()
                .filter(report -> report.programs().stream()
                        .anyMatch(program -> attribute.of(program.build()).equals(value)))
                .count();
    }

    private static long having(List<Report> reports, String counter) {
        return reports.stream().filter(report -> events(report, counter) > 0).count();
    }

    private static long events(List<Report> reports, String counter) {
        return reports.stream().mapToLong(report -> events(report, counter)).sum();
    }

    private static long events(Report report, String counter) {
        long sum = 0;
        for (ProgramReport program : report.programs()) {
            sum += program.counters().getOrDefault(counter, 0L);
        }
        return sum;
    }

    private void compare(String what, long expected, long found) {
        if (expected != found) {
            differences.add(what + ": the homes counted " + expected + ", published is " + found);
        }
    }

    /**
     * The local reports from which answers may have been made, by calendar week: those of homes that opted in, after
     * their first week.
     */
    private SortedMap<LocalDate, List<Report>> localReports() throws IOException {
        SortedMap<LocalDate, List<Report>> reports = new TreeMap<>();
        for (SimulatedHome home : simulation.homes()) {
            HomeLayout files = new HomeLayout(home.telemetryHome(Instant.EPOCH));
            for (LocalDate end : files.localReports()) {
                boolean answered =
                        home.choice() instanceof Mode.On on && on.since().isBefore(end.minusDays(DAYS_OF_A_WEEK));
                if (answered) {
                    reports.computeIfAbsent(AnswerWeek.of(end), week -> new ArrayList<>())
                            .add(read(files, end));
                } else if (Files.exists(files.sent(end))) {
                    differences.add("a home that did not agree to it sent answers of its week that ended on " + end);
                }
            }
        }
        return reports;
    }

    private static Report read(HomeLayout files, LocalDate week) throws IOException {
        try {
            return ReportCodec.read(Files.readAllBytes(files.localReport(week)));
        } catch (MalformedReportException e) {
            throw new IOException(files.localReport(week) + ": " + e.getMessage(), e);
        }
    }

    private byte[] get(String path) throws IOException {
        URI address = simulation.site().resolve(path);
        try (InputStream in = address.toURL().openStream()) {
            return in.readAllBytes();
        }
    }
}
