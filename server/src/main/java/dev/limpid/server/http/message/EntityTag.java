package dev.limpid.server.http.message;

import dev.limpid.tlog.Sha256;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags (RFC 9110, 8.8.3), so that a reader does not fetch unchanged files twice, and never joins parts of two
 * different files. All tags of this server are strong: they are digests of the body.
 */
final class EntityTag {

    /** Enough bytes to make finding two bodies with one tag infeasible. */
    private static final int BYTES = 16;

    private EntityTag() {}

    static String of(byte[] body) {
        return "\"" + Sha256.hex(body).substring(0, 2 * BYTES) + "\"";
    }

    /** Whether a list of tags, or {@code *}, contains this one by weak comparison, as If-None-Match requires. */
    static boolean isAmong(String tag, String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
    }

    /** Whether it contains this one by strong comparison, as If-Match requires. */
    static boolean isStronglyAmong(String tag, String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || (isStrong(tag) && one.equals(tag)));
    }

    /**
     * Whether a part may be sent to a reader that has another part of what {@code If-Range} names (RFC 9110, 13.1.5). A
     * date never allows it, since this server sends none.
     */
    static boolean allowsRange(String tag, @Nullable String ifRange) {
        return ifRange == null || (isStrong(tag) && ifRange.strip().equals(tag));
    }

    private static boolean isStrong(String tag) {
        return tag.startsWith("\"");
    }
}
