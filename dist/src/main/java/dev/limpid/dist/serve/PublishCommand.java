package dev.limpid.dist.serve;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.protocol.text.Quantity;
import dev.limpid.server.AnswerListing;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.publish.UnknownAnswerException;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.publish.index.PublishedCharts;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.server.publish.index.RemovedAnswer;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code limpid publish}: one run of the server's daily publication, for a collection that no server has open. */
@Command(
        name = "publish",
        description = {
            "Publish the answers about every week that is due, and the charts that they change.",
            "A running server does this automatically; use this command for collections that are not being served.",
            "",
            "With --without, a distinct answer is taken out of what is published, and stays out. The log"
                    + " and the data page"
                    + " say so. --show lists a week's answers with their digests, also while a server runs."
        },
        footer = {
            "",
            "Examples:",
            "  limpid publish /etc/limpid/limpid.conf",
            "  limpid publish --show 2026-11-16 /etc/limpid/limpid.conf",
            "  limpid publish --json /etc/limpid/limpid.conf"
        })
public final class PublishCommand extends CollectionCommand {

    @Option(
            names = "--without",
            paramLabel = "DIGEST",
            description = "Take out the distinct answer whose bytes have this SHA-256. Repeatable.")
    private List<String> without = List.of();

    @Option(
            names = "--show",
            paramLabel = "MONDAY",
            description = "Publish nothing: print the distinct answers about this week, each with its SHA-256.")
    private Optional<LocalDate> show = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final Clock clock;

    public PublishCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected int run(ServerSettings server, CollectionSettings collection) throws IOException {
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
        if (show.isPresent()) {
            AnswerListing.show(collection, show.get(), this::show);
            return ExitCode.OK;
        }
        try (HostedCollection hosted = HostedCollection.open(collection, clock)) {
            Publication publication = digests.isEmpty() ? hosted.publishNow() : hosted.publishWithout(digests);
            if (json) {
                print(publication);
            } else {
                say(publication);
            }
        } catch (UnknownAnswerException e) {
            TerminalSafeWriter.wrap(spec().commandLine().getErr()).println(e.getMessage());
            return ExitCode.FOUND_WRONG;
        }
        return ExitCode.OK;
    }

    /**
     * Prints one line per answer, with what commonly exposes a bogus one: how many machines gave it, and how much it
     * contains.
     */
    private void show(byte[] answer, long machines) {
        String digest = Sha256.hex(answer);
        if (json) {
            out().println("{\"SHA256\":\"" + digest + "\",\"N\":" + machines + ",\"Answer\":"
                    + new String(answer, StandardCharsets.UTF_8) + "}");
            return;
        }
        String given = digest + "  N " + machines + ", ";
        try {
            Answer read = AnswerCodec.read(answer);
            int counts = 0;
            long most = 0;
            for (AnswerPart part : read.parts()) {
                counts += part.counts().size();
                most = Math.max(
                        most,
                        part.counts().values().stream()
                                .mapToLong(count -> count)
                                .max()
                                .orElse(0));
            }
            out().println(given + read.chart() + ", " + Quantity.of(counts, "count") + ", the largest " + most);
        } catch (MalformedJsonException e) {
            out().println(given + Quantity.of(answer.length, "byte") + " that cannot be read: " + e.getMessage());
        }
    }

    private void say(Publication publication) {
        for (RemovedAnswer removed : publication.removed()) {
            out().println(removed.week() + ": " + removed.sha256()
                    + (removed.why() == RemovedAnswer.Why.OPERATOR
                            ? " is taken out"
                            : " cannot be counted and is left out"));
        }
        if (publication.weeks().isEmpty() && publication.removed().isEmpty()) {
            out().println("Nothing new to publish.");
            return;
        }
        for (PublishedWeek week : publication.weeks()) {
            out().println(week.week() + ": " + Quantity.of(week.answers(), "answer") + ", " + state(week)
                    + (week.revision() > 0 ? ", revision " + week.revision() : ""));
        }
        out().println("Published as " + Publication.version(publication.number()) + ", with the charts of "
                + Quantity.of(publication.charts().size(), "period") + ".");
    }

    private static String state(PublishedWeek week) {
        return week.state().name().toLowerCase(Locale.ROOT);
    }

    private void print(Publication publication) {
        JsonOutput.printObject(out(), json -> {
            if (!publication.weeks().isEmpty() || !publication.removed().isEmpty()) {
                json.writeStringField("version", Publication.version(publication.number()));
            }
            json.writeArrayFieldStart("weeks");
            for (PublishedWeek week : publication.weeks()) {
                json.writeStartObject();
                json.writeStringField("week", week.week().toString());
                json.writeStringField("state", state(week));
                json.writeNumberField("answers", week.answers());
                json.writeNumberField("revision", week.revision());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("removed");
            for (RemovedAnswer removed : publication.removed()) {
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
