package dev.limpid.server.storage.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The segment files of one week: {@code 00000001.seg} and so on, each a row of {@link Frame}s.
 *
 * @param folder the folder of the week
 * @param numbers the numbers of those that exist, from the lowest
 */
public record SegmentFiles(Path folder, List<Integer> numbers) {

    private static final String SUFFIX = ".seg";

    public SegmentFiles {
        numbers = List.copyOf(numbers);
    }

    /** Those in this folder now. */
    public static SegmentFiles in(Path folder) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.matches("[0-9]{8}\\" + SUFFIX)) {
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

    /** The segments that must have existed and are missing, and earlier segments whose end is missing. */
    public List<Damage> missing(Acknowledged lines) throws IOException {
        int last = Math.max(last(), lines.lastSegment());
        List<Damage> missing = new ArrayList<>();
        for (int number = 1; number <= last; number++) {
            if (!numbers.contains(number)) {
                missing.add(new Damage.Missing(file(number), 0));
            } else if (number < last) {
                long size = Files.size(file(number));
                if (size < lines.end(number)) {
                    missing.add(new Damage.Missing(file(number), size));
                }
            }
        }
        return missing;
    }
}
