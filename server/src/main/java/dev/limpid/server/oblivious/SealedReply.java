package dev.limpid.server.oblivious;

import dev.limpid.protocol.bhttp.BinaryResponse;
import dev.limpid.protocol.bhttp.HeaderField;
import dev.limpid.protocol.oblivious.MessagePadding;
import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The response to a sender behind a relay, cut to the one size that all such responses have. */
final class SealedReply {

    /** The headers of a response that are passed on. */
    private static final List<String> HEADERS = List.of(Refusals.CODE, "Retry-After");

    /** The most bytes that status, lengths and these headers need. */
    private static final int FRAME_BYTES = 128;

    private SealedReply() {}

    static BinaryResponse of(Response response) {
        List<HeaderField> fields = new ArrayList<>();
        for (String name : HEADERS) {
            String value = response.headers().get(name);
            if (value != null) {
                fields.add(new HeaderField(name.toLowerCase(Locale.ROOT), value));
            }
        }
        int length = Math.min(response.body().length, MessagePadding.RESPONSE - FRAME_BYTES);
        return new BinaryResponse(response.status(), fields, Arrays.copyOf(response.body(), length));
    }
}
