package dev.limpid.uploader.consent;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.text.MessageBundle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/**
 * Asks in a terminal whether answers may be sent: only if there is a terminal, never in continuous integration, and
 * only while nobody has chosen. "Not now" is valid for 90 days for all programs of the collection. It is stored before
 * the question is shown, so a user who ends the program at the question is not asked again at its next run. If nothing
 * can be stored in the home, nobody is asked.
 */
public final class ConsentPrompt {

    /** The user's answer. */
    public enum Reply {
        /** Answers may be sent. */
        YES,
        /** Nothing is counted any more. */
        NO,
        /** The user does not want to decide; nothing changes, and no program asks for 90 days. */
        NOT_NOW,
        /** The user chose, but the choice could not be written; nothing changes, and no program asks for 90 days. */
        NOT_KEPT
    }

    private final UserChoice choice;
    private final Terminal terminal;

    /** A prompt that reads and writes these streams, which must be a terminal with a person in front of it. */
    public ConsentPrompt(UserChoice choice, BufferedReader in, PrintWriter out) {
        this(choice, new Terminal(in, out));
    }

    private ConsentPrompt(UserChoice choice, Terminal terminal) {
        this.choice = choice;
        this.terminal = terminal;
    }

    /**
     * Asks if there is a terminal and asking is allowed; else returns at once. Never throws: the program that asks must
     * not notice any problem of the telemetry home.
     *
     * @param bundled the charts that the program was released with
     * @return the answer; empty if nobody was asked
     */
    public static Optional<Reply> askIfAllowed(UserChoice choice, String program, List<Chart> bundled) {
        try {
            return Terminal.ofProcess().flatMap(terminal -> new ConsentPrompt(choice, terminal).ask(program, bundled));
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** Asks if asking is allowed. Never throws. */
    public Optional<Reply> ask(String program, List<Chart> bundled) {
        if (!choice.beginAsking()) {
            return Optional.empty();
        }
        MessageBundle words = choice.words();
        terminal.say("\n" + words.format("may", "program", program));
        choice.inWords(bundled).lines().forEach(terminal::say);
        Reply reply = switch (terminal.ask(words.format("reply"), words)) {
            case YES -> Reply.YES;
            case NO -> Reply.NO;
            case LATER -> Reply.NOT_NOW;
        };
        try {
            terminal.say(choice.apply(reply));
            return Optional.of(reply);
        } catch (IOException | RuntimeException e) {
            terminal.say(words.format("kept.not", "why", String.valueOf(e.getMessage())));
            return Optional.of(Reply.NOT_KEPT);
        }
    }
}
