package dev.limpid.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers that say no: one sentence for people as the body, a code for programs in {@value #CODE}. */
public final class Refusals {

    /** The header that holds a refusal's code. */
    public static final String CODE = "Limpid-Refusal";

    private Refusals() {}

    /** A refusal for good. */
    public static Answer of(int status, String code, String sentence) {
        return new Answer(status, "text/plain; charset=utf-8", line(sentence), Map.of(CODE, code));
    }

    /** A refusal for now. */
    public static Answer later(int status, String code, String sentence, int seconds) {
        return new Answer(
                status,
                "text/plain; charset=utf-8",
                line(sentence),
                Map.of(CODE, code, "Retry-After", Integer.toString(seconds)));
    }

    private static byte[] line(String sentence) {
        return (sentence + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
