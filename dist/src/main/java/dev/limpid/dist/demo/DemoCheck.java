package dev.limpid.dist.demo;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.Period;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.server.publish.Publication;
import dev.limpid.uploader.run.ReportFiles;
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
 * Holds what the server published against what the homes counted: for every period and bucket, the published number of
 * reports against the local reports that have the counter, added up here without the fold. The server is asked over HTTP,
 * as anybody would.
 */
final class DemoCheck {

    private final Demo demo;
    private final List<String> differences = new ArrayList<>();

    DemoCheck(Demo demo) {
        this.demo = demo;
    }

    /** What differs, in words; empty if nothing does. */
    List<String> differences() throws IOException {
        SortedMap<LocalDate, List<Report>> local = localReports();
        Publication publication = Publication.read(get("data/index.json"));
        if (local.isEmpty() || publication.days().isEmpty()) {
            differences.add("nothing was reported or nothing was published");
        }
        for (LocalDate day : local.keySet()) {
            long published = publication.days().stream()
                    .filter(one -> one.date().equals(day))
                    .mapToLong(Publication.PublishedDay::reports)
                    .sum();
            compare("reports of " + day, local.get(day).size(), published);
        }
        for (Publication.PublishedCharts charts : publication.charts()) {
            Period period = charts.period();
            check(period, ChartSetCodec.read(get("charts/" + period.name() + ".json")), local);
        }
        return differences;
    }

    private void check(Period period, ChartSet charts, SortedMap<LocalDate, List<Report>> local) {
        List<Report> reports = local.entrySet().stream()
                .filter(day -> period.contains(day.getKey()))
                .flatMap(day -> day.getValue().stream())
                .toList();
        compare("reports of " + period.name(), reports.size(), charts.reports());
        for (ChartSet.ProgramCharts program : charts.programs()) {
            for (DrawnChart chart : program.charts()) {
                check(period.name() + " " + chart.title().title(), chart, reports);
            }
        }
    }

    private void check(String where, DrawnChart chart, List<Report> reports) {
        String counter = chart.title().counter();
        if (chart.title().issues().isEmpty()) {
            return; // versions and platforms: not counters
        }
        if (chart instanceof DrawnChart.Partition partition) {
            for (DrawnChart.Bucket bucket : partition.buckets()) {
                compare(
                        where + " " + bucket.name(),
                        having(reports, counter + ":" + bucket.name()) + having(reports, bucket.name()),
                        bucket.reports());
            }
        } else if (chart instanceof DrawnChart.Histogram histogram) {
            for (DrawnChart.HistogramBucket bucket : histogram.buckets()) {
                String name = counter + ":" + bucket.name();
                compare(where + " " + bucket.name(), having(reports, name), bucket.reports());
                compare(where + " events " + bucket.name(), events(reports, name), bucket.events());
            }
        } else if (chart instanceof DrawnChart.Stacks stacks) {
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
                            .mapToLong(DrawnChart.StackCount::events)
                            .sum());
        }
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

    /** The local reports of every week that may have been sent: of homes that opted in, after their first week. */
    private SortedMap<LocalDate, List<Report>> localReports() throws IOException {
        SortedMap<LocalDate, List<Report>> reports = new TreeMap<>();
        for (DemoHome home : demo.homes()) {
            ReportFiles files = new ReportFiles(home.telemetryHome(Instant.EPOCH));
            for (LocalDate week : files.localReports()) {
                boolean reported =
                        home.choice() instanceof Mode.On on && on.since().isBefore(week.minusDays(7));
                if (reported) {
                    reports.computeIfAbsent(week, day -> new ArrayList<>()).add(read(files, week));
                } else if (Files.exists(files.sent(week))) {
                    differences.add("a home that did not agree to it sent its week that ended on " + week);
                }
            }
        }
        return reports;
    }

    private static Report read(ReportFiles files, LocalDate week) throws IOException {
        try {
            return ReportCodec.read(Files.readAllBytes(files.localReport(week)));
        } catch (MalformedReportException e) {
            throw new IOException(files.localReport(week) + ": " + e.getMessage(), e);
        }
    }

    private byte[] get(String path) throws IOException {
        URI address = demo.site().resolve(path);
        try (InputStream in = address.toURL().openStream()) {
            return in.readAllBytes();
        }
    }
}
