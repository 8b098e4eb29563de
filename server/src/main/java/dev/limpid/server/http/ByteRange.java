package dev.limpid.server.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a file is wanted (RFC 9110, 14): all of it, one range, or none that it has. Several ranges at once are
 * answered with all of it, which the RFC allows.
 */
record ByteRange(int status, long from, long length, Optional<String> contentRange) {

    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    static ByteRange of(@Nullable String header, long size) {
        ByteRange all = new ByteRange(200, 0, size, Optional.empty());
        Matcher one = header == null ? null : ONE.matcher(header.strip());
        if (one == null
                || !one.matches()
                || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
            return all;
        }
        long from = one.group(1).isEmpty()
                ? Math.max(0, size - Long.parseLong(one.group(2)))
                : Long.parseLong(one.group(1));
        long to = one.group(1).isEmpty() || one.group(2).isEmpty()
                ? size - 1
                : Math.min(size - 1, Long.parseLong(one.group(2)));
        if (from > to) {
            return new ByteRange(416, 0, 0, Optional.of("bytes */" + size));
        }
        return new ByteRange(206, from, to - from + 1, Optional.of("bytes " + from + "-" + to + "/" + size));
    }
}
