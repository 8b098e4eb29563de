package dev.limpid.server.http.message;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a conditional GET or HEAD, in the order of RFC 9110, 13.2.2. Responses have no date of their last
 * change, so {@code If-Modified-Since} and {@code If-Unmodified-Since} are ignored, as the RFC requires.
 */
enum Preconditions {
    /** The request is answered as if it had no conditions. */
    MET,
    /** 304: the reader has it already. */
    NOT_MODIFIED,
    /** 412: the reader has something else. */
    FAILED;

    static Preconditions of(Map<String, String> headers, String tag) {
        @Nullable String match = headers.get("if-match");
        if (match != null && !EntityTag.isStronglyAmong(tag, match)) {
            return FAILED;
        }
        @Nullable String noneMatch = headers.get("if-none-match");
        return noneMatch != null && !tag.isEmpty() && EntityTag.isAmong(tag, noneMatch) ? NOT_MODIFIED : MET;
    }
}
