package dev.limpid.cli.consent;

import dev.limpid.cli.command.ConfigAccess;
import dev.limpid.cli.command.HomeCommand;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.uploader.config.StoredConfigs;
import dev.limpid.uploader.consent.RouteInWords;
import dev.limpid.uploader.route.AnswerRoute;
import dev.limpid.uploader.route.RelayChoice;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relay-choice}: shows or chooses the way that answers take. */
@Command(
        name = "relay-choice",
        description = {
            "Show or choose which way answers go, so that their server need not see your address.",
            "collection: the relays that the collection names; answers wait if none can be reached. fallback: the"
                    + " same, but directly if none can be reached, if the collection allows it too: its server then"
                    + " sees your address. direct: always directly. Or the address of a relay that you trust, and no"
                    + " other.",
            "The configuration comes the same way. The first one names the collection's relays, so it can come through a"
                    + " relay only if you choose one before you agree."
        },
        footer = {
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME}",
            "  ${COMMAND-FULL-NAME} fallback",
            "  ${COMMAND-FULL-NAME} https://relay.example.net/telemetry.example.org"
        })
public final class RelayChoiceCommand extends HomeCommand {

    @Parameters(arity = "0..1", paramLabel = "CHOICE", description = "collection, fallback, direct or an address.")
    @Nullable
    String choice;

    @Option(names = "--json", description = "Print a JSON object.")
    boolean json;

    public RelayChoiceCommand(CommandContext context) {
        super(context);
    }

    /** Describes the way that answers take, given the user's choice and the verified configuration. */
    public static String way(
            TelemetryHome home, Optional<CollectionIdentity> identity, Clock clock, MessageBundle words)
            throws IOException {
        RelayChoice choice = RelayChoice.read(home);
        Optional<StoredConfigs> shown = ConfigAccess.shown(home, identity, clock);
        return shown.isEmpty()
                ? words.format("env.nowhere")
                : RouteInWords.of(AnswerRoute.of(choice, shown.get().questions().relays()), words.language());
    }

    @Override
    protected int run(TelemetryHome home, PrintWriter out) throws IOException {
        String wanted = choice;
        if (wanted != null) {
            RelayChoice.write(
                    home,
                    RelayChoice.of(wanted)
                            .orElseThrow(() -> usageError(words().format("relay.wrong", "choice", wanted))));
        }
        String chosen = RelayChoice.read(home).text();
        String way = way(home, identity(home), clock(home), words());
        if (json) {
            JsonOutput.printObject(out, object -> {
                object.writeStringField("collection", home.collection());
                object.writeStringField("chosen", chosen);
                object.writeStringField("way", way);
            });
        } else {
            out.print(words().format("relay.chosen", "choice", chosen) + "\n"
                    + words().format("preview.way", "way", way) + "\n");
        }
        return ExitCode.OK;
    }
}
