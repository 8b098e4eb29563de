package dev.limpid.server.http.message;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a conditional GET or HEAD asks, in the order of RFC 9110, 13.2.2. Nothing here has a date of its last change, so
 * {@code If-Modified-Since} and {@code If-Unmodified-Since} are passed over, as the RFC asks.
 */
enum Preconditions {
    /** It is answered as if nothing had been asked. */
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
