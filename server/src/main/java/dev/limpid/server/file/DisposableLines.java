package dev.limpid.server.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes that the server wrote for itself, one on each line, and can do without. Whatever happened to the file, the
 * server continues: what cannot be read is reported in the log and skipped.
 */
public final class DisposableLines {

    private static final Logger LOG = LoggerFactory.getLogger(DisposableLines.class);

    private DisposableLines() {}

    /**
     * Shows each line that has this form to the reader; none if there is no file.
     *
     * @param reader may throw a {@link DateTimeException} or {@link NumberFormatException} for a line that is damaged
     */
    public static void forEachLine(Path file, Pattern form, Consumer<MatchResult> reader) {
        String text;
        try {
            text = Files.exists(file) ? InputFile.readConfiguredFile(file) : "";
        } catch (IOException e) {
            LOG.warn("the notes are started again: {}", e.toString());
            return;
        }
        int passed = 0;
        for (String line : text.split("\n", -1)) {
            Matcher matcher = form.matcher(line);
            try {
                if (matcher.matches()) {
                    reader.accept(matcher.toMatchResult());
                }
            } catch (DateTimeException | NumberFormatException e) {
                passed++;
            }
        }
        if (passed > 0) {
            LOG.warn("{}: {} damaged lines are skipped", file, passed);
        }
    }
}
