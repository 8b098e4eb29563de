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
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;

/**
 * Sends by {@code POST <upload URL>/<week>}, gzip-compressed. Uses a client of its own: a cookie handler, an
 * authenticator or a key that the host program set for itself must not put anything into our requests.
 */
public final class HttpReportSender implements ReportSender {

    /** The header by which the collection's server, and no proxy on the way, says that it refuses this report. */
    public static final String REFUSAL_HEADER = FinalRefusal.HEADER;

    private static final int LONGEST_ANSWER = 4096;
    private static final Duration LONGEST_WAIT = Duration.ofDays(7);

    private final String uploadUrl;
    private final Duration timeLimit;
    private final HttpClient client;

    /**
     * A sender to one collection server.
     *
     * @param uploadUrl what the week is appended to, such as {@code https://telemetry.example.org/upload}
     * @param proxy the proxy to go through, or {@link Proxy#NO_PROXY}
     * @param timeLimit for connecting, sending and the whole answer together
     * @throws IOException if it is a SOCKS proxy: reports would silently go past it
     */
    public HttpReportSender(URI uploadUrl, Proxy proxy, Duration timeLimit) throws IOException {
        String url = uploadUrl.toString();
        this.uploadUrl = url.endsWith("/") ? url : url + "/";
        this.timeLimit = timeLimit;
        this.client = new OwnConnections()
                .client(timeLimit)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(new FixedProxy(proxy))
                .build();
    }

    @Override
    public SendResult send(LocalDate week, byte[] report) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(uploadUrl + week))
                    .timeout(timeLimit)
                    .setHeader("User-Agent", "limpid")
                    .header("Content-Type", "application/json")
                    .header("Content-Encoding", "gzip")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(report)))
                    .build();
        } catch (IllegalArgumentException | IOException e) {
            return later("the request could not be made: " + e.getMessage());
        }
        // The client's own time limit ends with the headers; waiting here ends an answer that trickles.
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, FirstBytes.of(LONGEST_ANSWER));
        try {
            return understood(answer.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return later("no whole answer within " + timeLimit.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return later(
                    cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return later("interrupted");
        }
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
                "the answer was " + status + (text.isEmpty() ? "" : ": " + text),
                response.headers().firstValue("Retry-After").flatMap(HttpReportSender::seconds));
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

    private static byte[] gzip(byte[] report) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(report.length / 2 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(report);
        }
        return packed.toByteArray();
    }

    private static SendResult later(String reason) {
        return new SendResult.Later(reason, Optional.empty());
    }
}
