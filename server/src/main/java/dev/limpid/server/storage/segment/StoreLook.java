package dev.limpid.server.storage.segment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A quick look at a local store that another process may have open and be writing: it reads the heads of frames and the
 * lengths of segments, and no answer. {@link StoreCheck} reads every answer.
 */
public final class StoreLook {

    private StoreLook() {}

    /** How many answers each week below this folder has; only weeks that have any. */
    public static SortedMap<LocalDate, Long> counts(Path root) throws IOException {
        SortedMap<LocalDate, Long> counts = new TreeMap<>();
        for (LocalDate week : WeekFolders.in(root)) {
            counts.put(week, count(WeekFolders.of(root, week)));
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /** The weeks below this folder that {@link #counts} may count too few answers of. */
    public static SortedSet<LocalDate> damagedWeeks(Path root) throws IOException {
        SortedSet<LocalDate> damaged = new TreeSet<>();
        for (LocalDate week : WeekFolders.in(root)) {
            if (isDamaged(WeekFolders.of(root, week))) {
                damaged.add(week);
            }
        }
        return damaged;
    }

    /** Counts up to a torn tail. */
    private static long count(Path folder) throws IOException {
        long answers = 0;
        // Read before the segments: what another process writes meanwhile comes after it.
        Acknowledged lines = Acknowledged.read(folder);
        SegmentFiles files = SegmentFiles.in(folder);
        for (int number : files.numbers()) {
            try (SegmentReader reader = new SegmentReader(files.file(number), lines.most(number))) {
                long end = reader.size();
                answers += reader.count(end);
                while (reader.position() < end) {
                    int damaged = reader.skipDamage(end).isPresent() ? 1 : 0;
                    if (reader.position() < end) {
                        answers += damaged + reader.count(end);
                    }
                }
            }
        }
        return answers;
    }

    /** Whether a week has lost answers, as far as the heads of frames and the lengths show it. */
    private static boolean isDamaged(Path folder) throws IOException {
        // Read before the segments: what another process writes meanwhile comes after it.
        Acknowledged lines = Acknowledged.read(folder);
        SegmentFiles files = SegmentFiles.in(folder);
        if (!files.damage(lines).isEmpty()) {
            return true;
        }
        for (int number : files.numbers()) {
            long until = number == files.last() ? lines.until(number) : Acknowledged.ALL;
            try (SegmentReader reader = new SegmentReader(files.file(number), lines.most(number))) {
                if (isDamaged(reader, until)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isDamaged(SegmentReader reader, long until) throws IOException {
        long end = reader.size();
        reader.count(end);
        while (reader.position() < end) {
            long from = reader.position();
            boolean isHole = reader.skipDamage(end).isPresent();
            if (reader.position() == end) {
                return until == Acknowledged.ALL || (until != Acknowledged.UNKNOWN && from < until);
            }
            if (isHole) {
                return true;
            }
            reader.count(end);
        }
        return until < Acknowledged.UNKNOWN && end < until;
    }
}
