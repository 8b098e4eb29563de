package dev.limpid.uploader.send;

import dev.limpid.protocol.report.PermanentRefusal;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends each answer in a separate {@code POST} to the collection's server, which sees the address that it comes from.
 * All answers of one sender share its connection.
 */
public final class HttpAnswerSender implements AnswerSender {

    /** The header by which the collection's server itself, not a proxy on the way, refuses an answer. */
    public static final String REFUSAL_HEADER = PermanentRefusal.HEADER;

    /** The header by which the server recognises an answer that is sent again. */
    public static final String TOKEN_HEADER = "Limpid-Token";

    private final URI address;
    private final ReusableConnection reusableConnection;

    /**
     * A sender to one collection server.
     *
     * @param address where answers are posted, such as {@code https://telemetry.example.org/answers}
     * @param proxy the proxy to go through, or {@link Proxy#NO_PROXY}
     * @param timeLimit for connecting, sending and the whole reply together
     * @throws IOException if it is a SOCKS proxy: answers would silently bypass it
     */
    public HttpAnswerSender(URI address, Proxy proxy, Duration timeLimit) throws IOException {
        this.address = address;
        this.reusableConnection = new ReusableConnection(proxy, timeLimit);
    }

    @Override
    public SendResult send(String token, byte[] answer) {
        HttpRequest.Builder request;
        try {
            request = request(token, answer);
        } catch (IllegalArgumentException | IOException e) {
            return later("the request could not be made: " + e.getMessage());
        }
        try {
            HttpResponse<byte[]> reply = reusableConnection.send(request);
            return new ServerReply(
                            reply.statusCode(),
                            reply.headers().firstValue(REFUSAL_HEADER),
                            reply.headers().firstValue("Retry-After"),
                            reply.body())
                    .toResult();
        } catch (IOException e) {
            return later(String.valueOf(e.getMessage()));
        }
    }

    private HttpRequest.Builder request(String token, byte[] answer) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .setHeader("User-Agent", "limpid")
                .header("Content-Type", "application/json")
                .header(TOKEN_HEADER, token);
        CompressedAnswer packed = CompressedAnswer.of(answer);
        if (packed.packed()) {
            request.header("Content-Encoding", "gzip");
        }
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(packed.body()));
    }

    private static SendResult later(String reason) {
        return new SendResult.Later(reason, Optional.empty());
    }
}
