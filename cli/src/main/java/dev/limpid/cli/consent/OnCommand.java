package dev.limpid.cli.consent;

import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.proof.DishonestLogException;
import dev.limpid.uploader.consent.Terminal;
import dev.limpid.uploader.consent.UserChoice;
import dev.limpid.uploader.route.LogConfigSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code on}: shows what may be sent, asks, then acts. Nothing is written and no network is touched before the user has
 * agreed, here or by {@code --yes}; a user who agreed earlier is not asked again.
 *
 * <p>For the command's thread only.
 */
@Command(
        name = "on",
        description = {
            "Agree that your machine answers questions that were decided in public.",
            "Shows what is asked, then asks you. Without a terminal you cannot be asked: then nothing changes unless"
                    + " --yes is given."
        },
        footer = {
            "",
            "Nothing that is counted before the end of today is ever sent. What is asked is decided by charts that were"
                    + " discussed in public; ${PARENT-COMMAND-FULL-NAME} preview shows it.",
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME}",
            "  ${COMMAND-FULL-NAME} --yes"
        })
public final class OnCommand extends ModeCommand {

    @Option(
            names = {"-y", "--yes"},
            description = "Agree without being asked, for scripts.")
    boolean yes;

    @Option(names = "--offline", description = "Do not fetch the configuration now.")
    boolean offline;

    private List<String> shown = List.of();

    public OnCommand(CommandContext context) {
        super(context);
    }

    @Override
    OptionalInt declined(TelemetryHome home, PrintWriter out) {
        UserChoice choice = choice(home);
        PrintWriter text = json ? err() : out;
        shown = choice.inWords(List.of(), outputLanguage()).lines();
        text.print(words().format("on.answers", "collection", home.collection()) + "\n");
        shown.forEach(line -> text.print(line + "\n"));
        text.print(words().format("on.weeks", "day", choice.dayOfConsent()) + "\n");
        text.flush();
        if (yes || choice.isOn()) {
            return OptionalInt.empty();
        }
        Optional<Terminal> terminal = context.terminal().get();
        if (terminal.isEmpty()) {
            reportError(words().format("on.no-terminal"));
            return OptionalInt.of(ExitCode.USAGE);
        }
        if (terminal.get().ask(words().format("on.may"), words().language()) == Terminal.Reply.YES) {
            return OptionalInt.empty();
        }
        text.print(words().format("on.unchanged") + "\n");
        return OptionalInt.of(ExitCode.OK);
    }

    @Override
    Mode choose(TelemetryHome home) throws IOException {
        UserChoice choice = choice(home);
        boolean before = choice.isOn();
        Mode on = new Mode.On(choice.on());
        fetch(home);
        if (!before) {
            choice.markSeen(); // what was just fetched is printed below
        }
        return on;
    }

    /** Repeats what was shown before only if the log has changed it since. */
    @Override
    List<String> explain(TelemetryHome home, Mode choice) {
        List<String> lines = new ArrayList<>();
        List<String> now = choice(home).inWords(List.of(), outputLanguage()).lines();
        if (!now.equals(shown)) {
            lines.add(words().format("on.asked"));
            lines.addAll(now);
        }
        lines.add(words().format("on.next", "program", program()));
        return lines;
    }

    /** Fetches the newest configuration. The user has agreed, so the network may be used. */
    private void fetch(TelemetryHome home) throws IOException {
        Optional<ConfigStore> store = LogConfigSource.store(home, identity(home), clock(home));
        if (offline || store.isEmpty() || !(effective(home).mode() instanceof Mode.On)) {
            return;
        }
        try {
            store.get().refresh();
        } catch (DishonestLogException e) {
            reportError(words().format("on.dishonest", "why", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            reportError(words().format("on.unfetched", "why", String.valueOf(e.getMessage())));
        }
    }

    /** The choice was still recorded, as the user asked. */
    @Override
    protected int partialFailureCode() {
        return ExitCode.OK;
    }

    private UserChoice choice(TelemetryHome home) {
        return new UserChoice(home, identity(home), context.environment());
    }
}
