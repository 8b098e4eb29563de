package dev.limpid.server.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limpid.server.file.DurableFile;
import dev.limpid.server.publish.file.AnswerFiles;
import dev.limpid.server.publish.file.LineReader;
import dev.limpid.server.publish.index.PublishedWeek;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the published weeks whose charts still count answers under a configuration that was revoked after they were
 * drawn. A note next to the index lists the revocations that the charts reflect; losing it costs only time.
 * For one thread.
 */
final class RevokedAnswers {

    private final PublishedFolder folder;
    private final Path note;
    private final Set<String> revoked;

    RevokedAnswers(PublishedFolder folder, Collection<String> revoked) {
        this.folder = folder;
        this.note = folder.root().resolve("revoked");
        this.revoked = new TreeSet<>(revoked);
    }

    /** These weeks; none if no configuration was revoked since the charts were drawn. */
    Set<LocalDate> weeks(Collection<PublishedWeek> published) throws IOException {
        Set<String> news = new TreeSet<>(revoked);
        news.removeAll(known());
        Set<LocalDate> weeks = new TreeSet<>();
        if (!news.isEmpty()) {
            for (PublishedWeek week : published) {
                if (names(week, news)) {
                    weeks.add(week.week());
                }
            }
        }
        return weeks;
    }

    /** Notes that the charts reflect all revocations. */
    void noteDrawn() throws IOException {
        if (!revoked.isEmpty() && !known().equals(revoked)) {
            Path writing = folder.root().resolve("writing");
            PublishedFolder.write(writing, String.join("\n", revoked).getBytes(UTF_8));
            DurableFile.replace(writing, note);
        }
    }

    private Set<String> known() throws IOException {
        return Files.exists(note) ? new TreeSet<>(Files.readAllLines(note, UTF_8)) : Set.of();
    }

    /** Whether an answer about the week names one of these configurations; a line begins with its week and configuration. */
    private boolean names(PublishedWeek week, Set<String> versions) throws IOException {
        List<byte[]> beginnings = versions.stream()
                .map(version -> ("{\"Week\":\"" + week.week() + "\",\"Config\":\"" + version + "\"").getBytes(UTF_8))
                .toList();
        try (LineReader lines = new LineReader(AnswerFiles.open(folder.file(week)))) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                for (byte[] beginning : beginnings) {
                    if (Arrays.mismatch(line, beginning) == beginning.length) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
