package dev.limpid.server.storage.segment;

import dev.limpid.server.storage.AnswerVisitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads every answer of a local store without changing anything, even while a server has the store open.
 *
 * @param answers how many can be read
 * @param problems what was acknowledged and can no longer be read, and what was appended, one sentence each; empty if nothing was
 */
public record StoreCheck(long answers, List<String> problems) {

    public StoreCheck {
        problems = List.copyOf(problems);
    }

    /** Checks the store below this folder; one that was never opened is empty. */
    public static StoreCheck of(Path root) throws IOException {
        long answers = 0;
        List<String> problems = new ArrayList<>();
        for (LocalDate week : WeekFolders.in(root)) {
            List<DamagedRange> damage = new ArrayList<>();
            answers += week(WeekFolders.of(root, week), answer -> {}, damage);
            damage.forEach(one -> problems.add(one.toString()));
        }
        return new StoreCheck(answers, problems);
    }

    /**
     * Reads a week as it is on the disk, even while a server writes it.
     *
     * @param damage the list to which parts that were acknowledged and cannot be read are added
     * @return how many answers it showed
     */
    static long week(Path folder, AnswerVisitor visitor, List<DamagedRange> damage) throws IOException {
        long answers = 0;
        try {
            // Read before the segments: what a server writes meanwhile comes after it.
            Acknowledged lines = Acknowledged.read(folder);
            SegmentFiles files = SegmentFiles.in(folder);
            if (lines.first().isEmpty() && !files.numbers().isEmpty()) {
                // A server that has just created the segments wrote the line before; or the line was being written.
                lines = Acknowledged.read(folder);
                files = SegmentFiles.in(folder);
            }
            damage.addAll(files.damage(lines));
            for (int number : files.numbers()) {
                long acknowledged = number == files.last() ? lines.until(number) : Acknowledged.ALL;
                SegmentScan scan = SegmentScan.of(files.file(number), acknowledged, lines.most(number), visitor);
                answers += scan.answers();
                damage.addAll(scan.damage());
            }
        } catch (NoSuchFileException e) {
            if (Files.exists(folder)) {
                throw e;
            }
            // The week was dropped meanwhile.
        }
        return answers;
    }
}
