package dev.limpid.uploader.send;

import dev.limpid.protocol.report.FinalRefusal;
import dev.limpid.protocol.text.Visible;
import dev.limpid.uploader.http.FirstBytes;
import dev.limpid.uploader.http.FixedProxy;
import dev.limpid.uploader.http.OwnConnections;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;

/**
 * Sends each answer by a {@code POST} of its own. All answers of one sender share its connection, so that forty small
 * requests cost little more than one. Uses a client of its own: a cookie handler, an authenticator or a key that the
 * host program set for itself must not put anything into our requests.
 */
public final class HttpAnswerSender implements AnswerSender {

    /** The header by which the collection's server, and no proxy on the way, says that it refuses this answer. */
    public static final String REFUSAL_HEADER = FinalRefusal.HEADER;

    /** The header by which the server knows an answer that is sent again. */
    public static final String TOKEN_HEADER = "Limpid-Token";

    /** Smaller ones grow by packing. */
    private static final int WORTH_PACKING = 256;

    private static final int LONGEST_REPLY = 4096;
    private static final Duration LONGEST_WAIT = Duration.ofDays(7);

    private final URI address;
    private final Duration timeLimit;
    private final HttpClient client;

    /**
     * A sender to one collection server.
     *
     * @param address where answers are posted, such as {@code https://telemetry.example.org/answers}
     * @param proxy the proxy to go through, or {@link Proxy#NO_PROXY}
     * @param timeLimit for connecting, sending and the whole reply together
     * @throws IOException if it is a SOCKS proxy: answers would silently go past it
     */
    public HttpAnswerSender(URI address, Proxy proxy, Duration timeLimit) throws IOException {
        this.address = address;
        this.timeLimit = timeLimit;
        this.client = new OwnConnections()
                .client(timeLimit)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(new FixedProxy(proxy))
                .build();
    }

    @Override
    public SendResult send(String token, byte[] answer) {
        HttpRequest request;
        try {
            request = request(token, answer);
        } catch (IllegalArgumentException | IOException e) {
            return later("the request could not be made: " + e.getMessage());
        }
        // The client's own time limit ends with the headers; waiting here ends a reply that trickles.
        CompletableFuture<HttpResponse<byte[]>> reply = client.sendAsync(request, FirstBytes.of(LONGEST_REPLY));
        try {
            return understood(reply.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            reply.cancel(true);
            return later("no whole reply within " + timeLimit.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return later(
                    cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return later("interrupted");
        }
    }

    private HttpRequest request(String token, byte[] answer) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(timeLimit)
                .setHeader("User-Agent", "limpid")
                .header("Content-Type", "application/json")
                .header(TOKEN_HEADER, token);
        byte[] body = answer;
        if (answer.length >= WORTH_PACKING) {
            request.header("Content-Encoding", "gzip");
            body = gzip(answer);
        }
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    }

    private static SendResult understood(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        String text = firstLine(response.body());
        Optional<String> refusal = response.headers().firstValue(REFUSAL_HEADER);
        if (status == 200) {
            return new SendResult.Accepted();
        }
        if (FinalRefusal.isFinal(status, refusal)) {
            return new SendResult.Refused(refusal.orElseThrow(), text);
        }
        return new SendResult.Later(
                "the server replied " + status + (text.isEmpty() ? "" : ": " + text),
                response.headers().firstValue("Retry-After").flatMap(HttpAnswerSender::seconds));
    }

    private static Optional<Duration> seconds(String retryAfter) {
        try {
            long seconds = Long.parseLong(retryAfter.strip());
            return seconds <= 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT.toSeconds())));
        } catch (NumberFormatException e) {
            return Optional.empty(); // an HTTP date: the own backoff serves as well
        }
    }

    private static String firstLine(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        String line = text.lines().findFirst().orElse("").strip();
        return line.codePoints()
                .filter(Visible::isOfText)
                .limit(500)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] gzip(byte[] answer) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(answer.length / 2 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(answer);
        }
        return packed.toByteArray();
    }

    private static SendResult later(String reason) {
        return new SendResult.Later(reason, Optional.empty());
    }
}
