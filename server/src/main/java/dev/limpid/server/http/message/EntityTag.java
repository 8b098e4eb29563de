package dev.limpid.server.http.message;

import dev.limpid.tlog.Sha256;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags (RFC 9110, 8.8.3), so that a reader need not fetch twice what has not changed, nor join the parts of two
 * different things. All of ours are strong: they are digests of what is sent.
 */
final class EntityTag {

    /** As many bytes as make it hopeless to find two bodies of one tag. */
    private static final int BYTES = 16;

    private EntityTag() {}

    static String of(byte[] body) {
        return "\"" + Sha256.hex(body).substring(0, 2 * BYTES) + "\"";
    }

    /** Whether a list of tags, or {@code *}, has this one by weak comparison, as If-None-Match wants it. */
    static boolean isAmong(String tag, String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
    }

    /** The same by strong comparison, as If-Match wants it. */
    static boolean isStronglyAmong(String tag, String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || (isStrong(tag) && one.equals(tag)));
    }

    /**
     * Whether a part may be sent to somebody who has another part of what {@code If-Range} names (RFC 9110, 13.1.5). A
     * date never says so: we give none, so it is not one of ours.
     */
    static boolean allowsRange(String tag, @Nullable String ifRange) {
        return ifRange == null || (isStrong(tag) && ifRange.strip().equals(tag));
    }

    private static boolean isStrong(String tag) {
        return tag.startsWith("\"");
    }
}
