package dev.limpid.server.http;

import dev.limpid.protocol.report.PermanentRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Refusals: one sentence for people as the body, and a code for programs in the header {@value #CODE}.
 * {@link PermanentRefusal} lists the permanent ones.
 */
public final class Refusals {

    /** The header that contains a refusal's code. */
    public static final String CODE = PermanentRefusal.HEADER;

    private Refusals() {}

    /**
     * Refuses a request that is not valid HTTP. The refusal has no code: nobody looked at the answer in it, so no
     * sender may treat it as a verdict on the answer.
     */
    public static Response ofRequest(int status, String sentence) {
        return Response.text(status, sentence);
    }

    /** The server, or this part of it, is full. */
    public static Response busy() {
        return later(503, "busy", "the server is busy, expected to have room again soon", 5);
    }

    /** A refusal that may be permanent. */
    public static Response of(int status, String code, String sentence) {
        return new Response(status, "text/plain; charset=utf-8", line(sentence), Map.of(CODE, code));
    }

    /** A temporary refusal. */
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
