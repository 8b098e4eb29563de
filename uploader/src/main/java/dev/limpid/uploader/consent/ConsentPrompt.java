package dev.limpid.uploader.consent;

import dev.limpid.protocol.config.Chart;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks in a terminal whether reports may be sent. Only with a terminal, never in continuous integration, only while
 * nobody has chosen, without a default answer; "not now" holds for 90 days over all programs of the collection.
 */
public final class ConsentPrompt {

    /** What came of it. */
    public enum Answer {
        /** Reports may be sent. */
        YES,
        /** Nothing is counted any more. */
        NO,
        /** The user does not want to say; nothing changes, and nobody asks for 90 days. */
        NOT_NOW
    }

    private static final int TRIES = 3;

    private final UserChoice choice;
    private final BufferedReader in;
    private final PrintWriter out;

    /** A prompt that reads and writes here, which must be a terminal that a person sits at. */
    public ConsentPrompt(UserChoice choice, BufferedReader in, PrintWriter out) {
        this.choice = choice;
        this.in = in;
        this.out = out;
    }

    /**
     * Asks if there is a terminal and asking is allowed; else returns at once.
     *
     * @param bundled the charts that the program was released with
     * @return the answer; empty if nobody was asked
     */
    @SuppressWarnings("SystemConsoleNull") // older ones return null, newer ones tell by isTerminal
    public static Optional<Answer> askIfAllowed(UserChoice choice, String program, List<Chart> bundled)
            throws IOException {
        Console console = System.console();
        if (console == null || !isTerminal(console)) {
            return Optional.empty();
        }
        return new ConsentPrompt(choice, new BufferedReader(console.reader()), console.writer()).ask(program, bundled);
    }

    /** Asks if asking is allowed. */
    public Optional<Answer> ask(String program, List<Chart> bundled) throws IOException {
        if (!choice.mayAsk()) {
            return Optional.empty();
        }
        out.print("\nMay " + program + " send weekly reports of how it is used?\n");
        choice.inWords(bundled).lines().forEach(line -> out.print(line + "\n"));
        Answer answer = read();
        switch (answer) {
            case YES -> out.print("Thank you. Only weeks that begin after " + choice.on() + " are reported.\n");
            case NO -> {
                choice.off();
                out.print("Nothing is counted or sent.\n");
            }
            case NOT_NOW -> {
                choice.notNow();
                out.print("Nothing is sent. You will not be asked again for 90 days.\n");
            }
        }
        out.flush();
        return Optional.of(answer);
    }

    /** An empty line is no answer: nobody agrees by pressing Enter. */
    private Answer read() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            out.print("Type yes, no or later: ");
            out.flush();
            String line = in.readLine();
            if (line == null) {
                break;
            }
            switch (line.strip().toLowerCase(Locale.ROOT)) {
                case "yes" -> {
                    return Answer.YES;
                }
                case "no" -> {
                    return Answer.NO;
                }
                case "later" -> {
                    return Answer.NOT_NOW;
                }
                default -> {}
            }
        }
        return Answer.NOT_NOW;
    }

    /** From Java 22 on there is a console without a terminal too, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
