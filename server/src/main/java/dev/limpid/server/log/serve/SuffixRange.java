package dev.limpid.server.log.serve;

import dev.limpid.server.http.Request;
import dev.limpid.server.http.Response;
import dev.limpid.tlog.Decimal;
import dev.limpid.tlog.LogFormatException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The end of an answer, for {@code Range: bytes=-<count>} (RFC 9110, section 14). Clients use it to read the last
 * record of a tile of entries; any other range gets the whole answer, as the RFC allows.
 *
 * @param last how many bytes, or 0 for all
 */
public record SuffixRange(long last) {

    private static final String SUFFIX = "bytes=-";

    /** The range that a request asks for. */
    public static SuffixRange of(Request request) {
        String range = request.headers().getOrDefault("range", "");
        try {
            return range.startsWith(SUFFIX)
                    ? new SuffixRange(Decimal.parse("range", range.substring(SUFFIX.length())))
                    : new SuffixRange(0);
        } catch (LogFormatException e) {
            return new SuffixRange(0);
        }
    }

    /** The requested part of an answer. */
    public Response cut(Response whole) {
        byte[] body = whole.body();
        if (last == 0 || last >= body.length) {
            return whole;
        }
        int from = (int) (body.length - last);
        Map<String, String> headers = new HashMap<>(whole.headers());
        headers.put("Content-Range", "bytes " + from + "-" + (body.length - 1) + "/" + body.length);
        return new Response(206, whole.contentType(), Arrays.copyOfRange(body, from, body.length), headers);
    }
}
