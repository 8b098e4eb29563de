package dev.limpid.server.intake;

import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Response;

/** Ends the way of an upload that is not taken; carries what the sender is told. */
final class RefusedUpload extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String sentence;

    RefusedUpload(int status, String code, String sentence) {
        // Refusing is ordinary work, a stack trace would be the dearest part of it.
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
        this.sentence = sentence;
    }

    String code() {
        return code;
    }

    Response answer() {
        return Refusals.of(status, code, sentence);
    }
}
