package dev.limpid.server.oblivious;

import dev.limpid.protocol.bhttp.BinaryResponse;
import dev.limpid.protocol.bhttp.Field;
import dev.limpid.protocol.oblivious.PaddedSize;
import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a sender behind a relay is told: as much as fits the one size that all have. */
final class SealedReply {

    /** What may go with it, of the headers that a response has. */
    private static final List<String> TOLD = List.of(Refusals.CODE, "Retry-After");

    /** What of the one size the rest needs at most: status, lengths and these headers. */
    private static final int FRAME_BYTES = 128;

    private SealedReply() {}

    static BinaryResponse of(Response response) {
        List<Field> fields = new ArrayList<>();
        for (String name : TOLD) {
            String value = response.headers().get(name);
            if (value != null) {
                fields.add(new Field(name.toLowerCase(Locale.ROOT), value));
            }
        }
        int length = Math.min(response.body().length, PaddedSize.RESPONSE - FRAME_BYTES);
        return new BinaryResponse(response.status(), fields, Arrays.copyOf(response.body(), length));
    }
}
