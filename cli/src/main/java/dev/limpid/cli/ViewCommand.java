package dev.limpid.cli;

import dev.limpid.cli.view.HomeReader;
import dev.limpid.cli.view.ViewServer;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.text.Counted;
import dev.limpid.uploader.config.ShownConfigs;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code view}: every counter of this machine as charts, in a browser. */
@Command(
        name = "view",
        description = "Show everything counted, asked and sent, on pages that only this machine can open.",
        footer = {
            "",
            "The pages are served until you press Ctrl-C, or until no page was asked for within an hour.",
            "They ask nothing of any network.",
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME}",
            "  ${COMMAND-FULL-NAME} --json"
        })
final class ViewCommand extends HomeCommand {

    @Option(names = "--json", description = "Print the address as one JSON object, then serve.")
    boolean json;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "End when no page was asked for within so many minutes; 60 if not given.")
    int minutes = 60;

    ViewCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run(TelemetryHome home, PrintWriter out) throws IOException {
        try (ViewServer server = ViewServer.start(
                () -> new HomeReader(home, program(), today(home)).read(effective(home), shown(home)))) {
            if (json) {
                JsonOutput.printObject(
                        out,
                        object -> object.writeStringField(
                                "address", server.address().toString()));
            } else {
                out.print("Open " + server.address() + "\nIt is served until you press Ctrl-C, or no page was asked for"
                        + " within " + Counted.of(minutes, "minute") + ".\n");
                out.flush();
            }
            server.awaitIdle(Duration.ofMinutes(minutes));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK;
    }

    private Optional<ShownConfigs> shown(TelemetryHome home) throws IOException {
        return ConfigAccess.shown(home, identity(home), clock(home));
    }
}
