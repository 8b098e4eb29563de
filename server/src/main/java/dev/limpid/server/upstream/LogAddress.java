package dev.limpid.server.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The address of a log that another node owns, such as {@code https://telemetry.example.org/log/}. Safe for use by many
 * threads: all fields are final.
 */
public final class LogAddress {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final URI url;
    private final Duration limit;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param url the address, ending in a slash */
    public LogAddress(URI url) {
        this(url, ANSWER);
    }

    /** @param limit how long a response may take until its last byte has arrived */
    LogAddress(URI url, Duration limit) {
        this.url = url;
        this.limit = limit;
    }

    /**
     * Fetches the file at a path below the address, of at most {@code mostBytes}.
     *
     * @throws InterruptedIOException if the thread is interrupted, which says nothing about the log; it stays interrupted
     * @throws IOException naming the file, if it cannot be had in time
     */
    byte[] fetch(String path, int mostBytes) throws IOException {
        URI uri = url.resolve(path);
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("User-Agent", "limpid").build();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(
                request,
                head -> head.statusCode() == 200
                        ? BodySubscribers.ofByteArrayConsumer(
                                part -> part.ifPresent(more -> add(body, more, mostBytes)))
                        : BodySubscribers.discarding());
        try {
            int status = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status != 200) {
                throw new IOException(uri + " answered " + status + ", expected 200");
            }
            return body.toByteArray();
        } catch (TimeoutException e) {
            // The client's own time limit ends with the head of a response, and a body could take for ever.
            answer.cancel(true);
            throw new IOException(uri + " did not answer within " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the request to " + uri + " was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConnectException) {
                throw new IOException(uri + " cannot be reached, expected the log of another node", e);
            }
            throw new IOException(uri + ": " + e.getCause(), e);
        }
    }

    private static void add(ByteArrayOutputStream body, byte[] more, int mostBytes) {
        if (body.size() + more.length > mostBytes) {
            throw new IllegalArgumentException("found more than the " + mostBytes + " bytes that are expected");
        }
        body.writeBytes(more);
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
