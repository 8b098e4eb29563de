package dev.limpid.server.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The address of a log that another node owns, such as {@code https://telemetry.example.org/log/}. */
public final class LogAddress {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final URI url;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param url the address, ending in a slash */
    public LogAddress(URI url) {
        this.url = url;
    }

    /** Fetches the file at a path below the address, of at most {@code mostBytes}. */
    byte[] fetch(String path, int mostBytes) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(ANSWER)
                .header("User-Agent", "limpid")
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException(request.uri() + " answered " + answer.statusCode() + ", expected 200");
                }
                byte[] bytes = body.readNBytes(mostBytes + 1);
                if (bytes.length > mostBytes) {
                    throw new IOException(request.uri() + " is longer than " + mostBytes + " bytes");
                }
                return bytes;
            }
        } catch (ConnectException e) {
            throw new IOException(request.uri() + " cannot be reached, expected the log of another node", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the request to " + request.uri() + " was interrupted");
        }
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
