package dev.limpid.dist.data;

import dev.limpid.cli.ExitCode;
import dev.limpid.protocol.text.Counted;
import dev.limpid.server.CollectionConfig;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.publish.Publication;
import dev.limpid.server.site.RulesFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limpid publish}: one run of what the server does daily, for a collection that no server has open. */
@Command(
        name = "publish",
        description = {
            "Publish the reports of every day that has ended, and the charts that they change.",
            "A running server does this by itself; this is for collections that are not served just now. The gate before",
            "publication is that of the collection's last server."
        },
        footer = {"", "Example:", "  limpid publish telemetry.example.org /var/lib/limpid/telemetry.example.org"},
        mixinStandardHelpOptions = true)
final class PublishCommand extends DataCommand {

    @Parameters(index = "0", paramLabel = "COLLECTION", description = "The collection's name.")
    private String collection = "";

    @Parameters(
            index = "1",
            paramLabel = "FOLDER",
            description = "The collection's folder: reports/, log/, published/.")
    private Path folder = Path.of("");

    @Option(names = "--through", paramLabel = "DATE", description = "The last day to publish. Default: yesterday.")
    private Optional<LocalDate> through = Optional.empty();

    private final Clock clock;

    PublishCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    int run(PrintWriter out) throws IOException {
        if (!Files.isDirectory(folder.resolve("log"))) {
            // A mistyped folder must not become a new collection with keys of its own.
            throw new IOException(folder + " is not the folder of a collection: there is no log/ in it");
        }
        CollectionConfig plain = CollectionConfig.of(collection, folder);
        CollectionConfig config = RulesFile.read(folder).map(plain::publishedAs).orElse(plain);
        try (HostedCollection hosted = HostedCollection.open(config, clock)) {
            Publication publication = through.isPresent() ? hosted.publishThrough(through.get()) : hosted.publishNow();
            say(publication, out);
        }
        return ExitCode.OK;
    }

    private static void say(Publication publication, PrintWriter out) {
        if (publication.days().isEmpty()) {
            out.println("Nothing new to publish.");
            return;
        }
        publication
                .days()
                .forEach(day -> out.println(day.date() + ": " + Counted.of(day.reports(), "report")
                        + (day.revision() > 0 ? ", revision " + day.revision() : "")));
        out.println("Published as " + Publication.version(publication.number()) + ", with the charts of "
                + Counted.of(publication.charts().size(), "period") + ".");
    }
}
