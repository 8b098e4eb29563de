package dev.limpid.uploader.consent;

import dev.limpid.protocol.text.MessageBundle;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A terminal with a person in front of it, and how a question is asked there. Used by one thread at a time. */
public final class Terminal {

    /** What a person replied. */
    public enum Reply {
        /** {@code yes} or {@code y}. */
        YES,
        /** {@code no} or {@code n}. */
        NO,
        /** {@code later}, an empty line, the end of input, or twice something else. */
        LATER
    }

    private static final int TRIES = 2;

    private final BufferedReader in;
    private final PrintWriter out;

    /** A terminal that reads and writes these streams. */
    public Terminal(BufferedReader in, PrintWriter out) {
        this.in = in;
        this.out = out;
    }

    /** This process's terminal; empty if its input or output is not a terminal, as in a script. */
    @SuppressWarnings("SystemConsoleNull") // older versions of Java return null, newer ones have isTerminal
    public static Optional<Terminal> ofProcess() {
        Console console = System.console();
        return console == null || !isTerminal(console)
                ? Optional.empty()
                : Optional.of(new Terminal(new BufferedReader(console.reader()), console.writer()));
    }

    /**
     * Asks a question. Nobody agrees by pressing Enter: an empty line means "later". If a reply is not understood, the
     * question is asked once more, but not a third time.
     *
     * @param question one line, which the reply follows
     */
    public Reply ask(String question) {
        return ask(question, MessageBundle.of(Terminal.class, "consent", MessageBundle.ENGLISH));
    }

    /** Asks in a language; the English words are understood, too. */
    public Reply ask(String question, String language) {
        return ask(question, MessageBundle.of(Terminal.class, "consent", language));
    }

    Reply ask(String question, MessageBundle words) {
        out.print(question);
        for (int i = 0; i < TRIES; i++) {
            out.flush();
            String line = read();
            Optional<Reply> reply = reply(line.strip().toLowerCase(Locale.ROOT), words);
            if (reply.isPresent()) {
                return reply.get();
            }
            out.print(i + 1 < TRIES ? words.format("reply.again") : "");
        }
        return Reply.LATER;
    }

    private static Optional<Reply> reply(String word, MessageBundle words) {
        return switch (word) {
            case "yes", "y" -> Optional.of(Reply.YES);
            case "no", "n" -> Optional.of(Reply.NO);
            case "later", "" -> Optional.of(Reply.LATER);
            default ->
                isOneOf(word, words.format("reply.yes"))
                        ? Optional.of(Reply.YES)
                        : isOneOf(word, words.format("reply.no"))
                                ? Optional.of(Reply.NO)
                                : isOneOf(word, words.format("reply.later"))
                                        ? Optional.of(Reply.LATER)
                                        : Optional.empty();
        };
    }

    private static boolean isOneOf(String word, String accepted) {
        return List.of(accepted.split(" ")).contains(word);
    }

    /** Prints a line. */
    void say(String line) {
        out.print(line + "\n");
        out.flush();
    }

    private String read() {
        try {
            String line = in.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return ""; // the terminal is gone
        }
    }

    /** From Java 22 on, there can be a console without a terminal, and a method that distinguishes the two. */
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
