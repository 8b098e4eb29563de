package dev.limpid.server.storage.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The segment files of one week: {@code 00000001.seg} and so on, each a row of {@link CommitFrame}s.
 *
 * @param folder the folder of the week
 * @param numbers the numbers of those that exist, from the lowest
 */
public record SegmentFiles(Path folder, List<Integer> numbers) {

    /**
     * The highest number that a new segment gets: 61 TiB in a week. Files with higher ones are somebody else's, and the
     * lines of {@link Acknowledged} about so many segments would take too much room.
     */
    public static final int MOST = 999_999;

    private static final String SUFFIX = ".seg";
    private static final String ZERO = "00000000" + SUFFIX;

    public SegmentFiles {
        numbers = List.copyOf(numbers);
    }

    /** Those in this folder now. */
    public static SegmentFiles in(Path folder) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.matches("[0-9]{8}\\" + SUFFIX) && !name.equals(ZERO)) {
                    numbers.add(Integer.parseInt(name, 0, name.length() - SUFFIX.length(), 10));
                }
            }
        }
        numbers.sort(null);
        return new SegmentFiles(folder, numbers);
    }

    /** The file of the segment with this number. */
    public static Path file(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "%08d%s", number, SUFFIX));
    }

    /** The file of the segment with this number. */
    public Path file(int number) {
        return file(folder, number);
    }

    /** The number of the last one, or 0. */
    public int last() {
        return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    }

    /**
     * What names and lengths show: segments that must have existed and are missing, earlier segments whose end is
     * missing, and segments that are longer than they were when they ended.
     */
    public List<DamagedRange> damage(Acknowledged lines) throws IOException {
        int last = Math.max(last(), lines.lastSegment());
        List<DamagedRange> found = new ArrayList<>();
        int next = 1;
        for (int number : numbers) {
            addMissing(next, number - 1, found);
            next = number + 1;
            long size = Files.size(file(number));
            if (number < last && size < lines.end(number)) {
                found.add(new DamagedRange.Missing(file(number), size));
            }
            if (size > lines.most(number)) {
                found.add(new DamagedRange.AfterTheEnd(file(number), lines.most(number), size));
            }
        }
        addMissing(next, last, found);
        return found;
    }

    private void addMissing(int from, int to, List<DamagedRange> found) {
        if (from == to) {
            found.add(new DamagedRange.Missing(file(from), 0));
        } else if (from < to) {
            found.add(new DamagedRange.MissingRow(file(from), file(to), to - from + 1));
        }
    }
}
