package dev.limpid.cli.context;

import dev.limpid.uploader.consent.Terminal;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The width of this process's terminal in columns; empty if there is no terminal. It is in the variable COLUMNS if the shell exports
 * it. Most shells do not, and Java cannot find it out, so this class runs {@code stty}: a process that takes a few milliseconds, started
 * at most once, and only when a line is long enough to matter.
 *
 * <p>For the command's thread only.
 */
public final class TerminalColumns implements Supplier<OptionalInt> {

    private static final File TERMINAL = new File("/dev/tty");

    private @Nullable OptionalInt known;

    @Override
    public OptionalInt get() {
        OptionalInt columns = known;
        if (columns == null) {
            columns = Terminal.ofProcess().isEmpty() ? OptionalInt.empty() : ofTerminal();
            known = columns;
        }
        return columns;
    }

    private static OptionalInt ofTerminal() {
        OptionalInt exported = number(System.getenv("COLUMNS"));
        return exported.isPresent() ? exported : ofStty();
    }

    /** {@code stty size} prints rows and columns, such as {@code 24 80}. */
    private static OptionalInt ofStty() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroy();
                return OptionalInt.empty();
            }
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return number(size.substring(size.indexOf(' ') + 1));
        } catch (IOException e) {
            return OptionalInt.empty(); // no stty here: lines stay as they are
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** Parses a width. A terminal that does not know its size reports zero. */
    public static OptionalInt number(@Nullable String text) {
        try {
            int number = text == null ? 0 : Integer.parseInt(text.strip());
            return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
