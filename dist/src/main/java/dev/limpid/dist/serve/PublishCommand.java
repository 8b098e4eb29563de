package dev.limpid.dist.serve;

import dev.limpid.cli.ExitCode;
import dev.limpid.cli.JsonOutput;
import dev.limpid.protocol.text.Counted;
import dev.limpid.server.CollectionConfig;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.ServerConfig;
import dev.limpid.server.publish.Publication;
import dev.limpid.server.publish.Publication.PublishedCharts;
import dev.limpid.server.publish.Publication.PublishedDay;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code limpid publish}: one run of what the server does daily, for a collection that no server has open. */
@Command(
        name = "publish",
        description = {
            "Publish the reports of every day that has ended, and the charts that they change.",
            "A running server does this by itself; this is for collections that are not served just now."
        },
        footer = {
            "",
            "Examples:",
            "  limpid publish /etc/limpid/limpid.conf",
            "  limpid publish --through 2026-11-20 --json /etc/limpid/limpid.conf"
        })
public final class PublishCommand extends CollectionCommand {

    @Option(names = "--through", paramLabel = "DATE", description = "The last day to publish. Default: yesterday.")
    private Optional<LocalDate> through = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final Clock clock;

    public PublishCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected int run(ServerConfig server, CollectionConfig collection) throws IOException {
        log(collection);
        try (HostedCollection hosted = HostedCollection.open(collection, clock)) {
            Publication publication = through.isPresent() ? hosted.publishThrough(through.get()) : hosted.publishNow();
            if (json) {
                print(publication);
            } else {
                say(publication);
            }
        }
        return ExitCode.OK;
    }

    private void say(Publication publication) {
        if (publication.days().isEmpty()) {
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
            if (!publication.days().isEmpty()) {
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
            json.writeArrayFieldStart("periods");
            for (PublishedCharts charts : publication.charts()) {
                json.writeString(charts.period().name());
            }
            json.writeEndArray();
        });
    }
}
