package dev.limpid.server.http.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of an answer a request asks for (RFC 9110, 14): all of it, one range, or one outside of it. Adjacent
 * ranges are joined. Separate ranges, other units and invalid ranges get the whole answer, as the RFC allows.
 */
record ByteRange(int status, long from, long length, Optional<String> contentRange) {

    private static final Pattern UNIT = Pattern.compile("(?i)bytes\\s*=(.*)");
    private static final Pattern ONE = Pattern.compile("([0-9]*)-([0-9]*)");
    private static final int DIGITS = 18;
    private static final int MOST = 64;

    /** A range inside the file, both ends included. */
    private record Part(long first, long last) {}

    static ByteRange of(@Nullable String header, long size) {
        ByteRange all = new ByteRange(200, 0, size, Optional.empty());
        Matcher unit = UNIT.matcher(header == null ? "" : header.strip().toLowerCase(Locale.ROOT));
        if (size == 0 || !unit.matches()) {
            return all;
        }
        List<Part> parts = new ArrayList<>();
        int asked = 0;
        for (String one : unit.group(1).split(",", -1)) {
            Matcher range = ONE.matcher(one.strip());
            if (one.isBlank()) {
                continue;
            }
            if (!range.matches() || !isRange(range.group(1), range.group(2)) || ++asked > MOST) {
                return all;
            }
            part(range.group(1), range.group(2), size).ifPresent(parts::add);
        }
        if (asked == 0) {
            return all;
        }
        if (parts.isEmpty()) {
            return new ByteRange(416, 0, 0, Optional.of("bytes */" + size));
        }
        return joined(parts)
                .map(part -> new ByteRange(
                        206,
                        part.first(),
                        part.last() - part.first() + 1,
                        Optional.of("bytes " + part.first() + "-" + part.last() + "/" + size)))
                .orElse(all);
    }

    private static boolean isRange(String first, String last) {
        return first.isEmpty() ? !last.isEmpty() : last.isEmpty() || number(first) <= number(last);
    }

    private static Optional<Part> part(String first, String last, long size) {
        if (first.isEmpty()) {
            long suffix = Math.min(size, number(last));
            return suffix == 0 ? Optional.empty() : Optional.of(new Part(size - suffix, size - 1));
        }
        long from = number(first);
        return from >= size
                ? Optional.empty()
                : Optional.of(new Part(from, last.isEmpty() ? size - 1 : Math.min(size - 1, number(last))));
    }

    /** The one range that they form together, if they do. */
    private static Optional<Part> joined(List<Part> parts) {
        List<Part> sorted =
                parts.stream().sorted(Comparator.comparingLong(Part::first)).toList();
        Part all = sorted.get(0);
        for (Part part : sorted) {
            if (part.first() > all.last() + 1) {
                return Optional.empty();
            }
            all = new Part(all.first(), Math.max(all.last(), part.last()));
        }
        return Optional.of(all);
    }

    /** A number of any length; one that is larger than any file becomes {@link Long#MAX_VALUE}. */
    private static long number(String digits) {
        String plain = digits.replaceFirst("^0+(?=.)", "");
        return plain.length() > DIGITS ? Long.MAX_VALUE : Long.parseLong(plain);
    }
}
