package dev.limpid.dist.serve;

import dev.limpid.cli.ExitCode;
import dev.limpid.cli.JsonOutput;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.protocol.text.Counted;
import dev.limpid.server.CollectionSettings;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.ServerConfig;
import dev.limpid.server.publish.Publication;
import dev.limpid.server.publish.Publication.PublishedCharts;
import dev.limpid.server.publish.Publication.PublishedDay;
import dev.limpid.server.publish.Publication.Removed;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code limpid publish}: one run of what the server does daily, for a collection that no server has open. */
@Command(
        name = "publish",
        description = {
            "Publish the reports of every day that has ended, and the charts that they change.",
            "A running server does this by itself; this is for collections that are not served just now.",
            "",
            "With --without, a report that was accepted is taken out of what is published, and stays out. The log and the"
                    + " data page say so. --show lists a day's reports with their digests."
        },
        footer = {
            "",
            "Examples:",
            "  limpid publish /etc/limpid/limpid.conf",
            "  limpid publish --show 2026-11-20 /etc/limpid/limpid.conf",
            "  limpid publish --through 2026-11-20 --json /etc/limpid/limpid.conf"
        })
public final class PublishCommand extends CollectionCommand {

    @Option(names = "--through", paramLabel = "DATE", description = "The last day to publish. Default: yesterday.")
    private Optional<LocalDate> through = Optional.empty();

    @Option(
            names = "--without",
            paramLabel = "DIGEST",
            description = "Take out the accepted report whose bytes have this SHA-256. Repeatable.")
    private List<String> without = List.of();

    @Option(
            names = "--show",
            paramLabel = "DATE",
            description = "Publish nothing: print the reports of this day, each with its SHA-256.")
    private Optional<LocalDate> show = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final Clock clock;

    public PublishCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected int run(ServerConfig server, CollectionSettings collection) throws IOException {
        List<String> digests =
                without.stream().map(one -> one.toLowerCase(Locale.ROOT)).toList();
        for (String digest : digests) {
            if (!digest.matches("[0-9a-f]{64}")) {
                throw new ParameterException(
                        spec().commandLine(),
                        "--without is \"" + digest
                                + "\", expected a SHA-256 of 64 hexadecimal digits, as --show prints it");
            }
        }
        log(collection);
        try (HostedCollection hosted = HostedCollection.open(collection, clock)) {
            if (show.isPresent()) {
                hosted.showReports(show.get(), this::show);
                return ExitCode.OK;
            }
            LocalDate last = through.orElseGet(
                    () -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1));
            Publication publication =
                    digests.isEmpty() ? hosted.publishThrough(last) : hosted.publishWithout(digests, last);
            if (json) {
                print(publication);
            } else {
                say(publication);
            }
        }
        return ExitCode.OK;
    }

    /** A line a report, with what commonly gives away one that does not belong: its X, and how much it holds. */
    private void show(byte[] report) {
        String digest = Sha256.hex(report);
        if (json) {
            out().println("{\"SHA256\":\"" + digest + "\",\"Report\":" + new String(report, StandardCharsets.UTF_8)
                    + "}");
            return;
        }
        try {
            Report read = ReportCodec.read(report);
            int counters = 0;
            int stacks = 0;
            for (ProgramReport program : read.programs()) {
                counters += program.counters().size();
                stacks += program.stacks().size();
            }
            out().println(digest + "  X " + read.x() + ", " + Counted.of(report.length, "byte") + ", "
                    + Counted.of(counters, "counter") + ", " + Counted.of(stacks, "stack"));
        } catch (MalformedReportException e) {
            out().println(digest + "  " + Counted.of(report.length, "byte") + " that cannot be read: "
                    + e.getMessage());
        }
    }

    private void say(Publication publication) {
        for (Removed removed : publication.removed()) {
            out().println(removed.date() + ": " + removed.sha256()
                    + (removed.why() == Removed.Why.OPERATOR ? " is taken out" : " cannot be counted and is left out"));
        }
        if (publication.days().isEmpty() && publication.removed().isEmpty()) {
            out().println("Nothing new to publish.");
            return;
        }
        for (PublishedDay day : publication.days()) {
            out().println(day.date() + ": " + Counted.of(day.reports(), "report")
                    + (day.revision() > 0 ? ", revision " + day.revision() : ""));
        }
        out().println("Published as " + Publication.version(publication.number()) + ", with the charts of "
                + Counted.of(publication.charts().size(), "period") + ".");
    }

    private void print(Publication publication) {
        JsonOutput.printObject(out(), json -> {
            if (!publication.days().isEmpty() || !publication.removed().isEmpty()) {
                json.writeStringField("version", Publication.version(publication.number()));
            }
            json.writeArrayFieldStart("days");
            for (PublishedDay day : publication.days()) {
                json.writeStartObject();
                json.writeStringField("date", day.date().toString());
                json.writeNumberField("reports", day.reports());
                json.writeNumberField("revision", day.revision());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("removed");
            for (Removed removed : publication.removed()) {
                json.writeString(removed.sha256());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("periods");
            for (PublishedCharts charts : publication.charts()) {
                json.writeString(charts.period().name());
            }
            json.writeEndArray();
        });
    }
}
