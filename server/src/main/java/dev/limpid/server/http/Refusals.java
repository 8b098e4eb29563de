package dev.limpid.server.http;

import dev.limpid.protocol.report.FinalRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Answers that say no: one sentence for people as the body, a code for programs in {@value #CODE}. Which of them are for
 * good, {@link FinalRefusal} says.
 */
public final class Refusals {

    /** The header that holds a refusal's code. */
    public static final String CODE = FinalRefusal.HEADER;

    private Refusals() {}

    /**
     * A refusal of a request that was not understood as one. It has no code: nobody looked at a report, so no sender may
     * take it for a word about one.
     */
    public static Response ofRequest(int status, String sentence) {
        return Response.text(status, sentence);
    }

    /** The server, or this part of it, is full. */
    public static Response busy() {
        return later(503, "busy", "the server is busy, expected to have room again soon", 5);
    }

    /** A refusal. */
    public static Response of(int status, String code, String sentence) {
        return new Response(status, "text/plain; charset=utf-8", line(sentence), Map.of(CODE, code));
    }

    /** A refusal for now. */
    public static Response later(int status, String code, String sentence, int seconds) {
        return new Response(
                status,
                "text/plain; charset=utf-8",
                line(sentence),
                Map.of(CODE, code, "Retry-After", Integer.toString(seconds)));
    }

    private static byte[] line(String sentence) {
        return (sentence + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
