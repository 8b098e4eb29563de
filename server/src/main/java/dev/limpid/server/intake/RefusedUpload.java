package dev.limpid.server.intake;

import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Response;

/** An upload is refused; carries the response to the sender. */
final class RefusedUpload extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String sentence;

    RefusedUpload(int status, String code, String sentence) {
        // Refusals are ordinary; a stack trace would be their most expensive part.
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
        this.sentence = sentence;
    }

    String code() {
        return code;
    }

    Response response() {
        return Refusals.of(status, code, sentence);
    }
}
