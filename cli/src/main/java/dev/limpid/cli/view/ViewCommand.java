package dev.limpid.cli.view;

import dev.limpid.cli.command.ConfigAccess;
import dev.limpid.cli.command.HomeCommand;
import dev.limpid.cli.command.ModeInWords;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.uploader.config.StoredConfigs;
import dev.limpid.web.local.LocalHome;
import dev.limpid.web.words.SiteMessages;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code view}: shows every counter of this machine as charts in a browser. */
@Command(
        name = "view",
        description = "Show everything counted, asked and sent, on pages that only this machine can open.",
        footer = {
            "",
            "The pages are served until you press Ctrl-C, or until no page is requested for an hour.",
            "They do not use the network.",
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME}",
            "  ${COMMAND-FULL-NAME} --json"
        })
public final class ViewCommand extends HomeCommand {

    @Option(names = "--json", description = "Print the address as one JSON object, then serve.")
    boolean json;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "End when no page is requested for this many minutes; 60 if not given.")
    int minutes = 60;

    public ViewCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run(TelemetryHome home, PrintWriter out) throws IOException {
        SiteMessages said = SiteMessages.local(language());
        try (ViewServer server = ViewServer.start(() -> content(home, said), said, this::reportError)) {
            if (json) {
                JsonOutput.printObject(
                        out,
                        object -> object.writeStringField(
                                "address", server.address().toString()));
            } else {
                out.print(words().format("view.open", "address", server.address()) + "\n"
                        + words().count("view.until", minutes) + "\n");
                out.flush();
            }
            server.awaitIdle(Duration.ofMinutes(minutes));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK;
    }

    private LocalHome content(TelemetryHome home, SiteMessages said) throws IOException {
        EffectiveMode effective = effective(home);
        MessageBundle commands = MessageBundle.of(HomeCommand.class, "commands", said.language());
        String why = ModeInWords.why(commands, effective, homeThatDecides(home), context.environment());
        return new HomeReader(home, program(), today(home), said).read(effective, why, shown(home));
    }

    private Optional<StoredConfigs> shown(TelemetryHome home) throws IOException {
        return ConfigAccess.shown(home, identity(home), clock(home));
    }
}
