package dev.limpid.server.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to other servers, and reads each whole response within a time and up to a length. The JDK's own time
 * limit ends with the head of a response: a server that stops in the middle of a body would hold its caller for ever.
 * Redirects are not followed. Safe for use by many threads: all fields are final.
 */
public final class BoundedHttpClient {

    private final Duration limit;
    private final HttpClient client;

    /**
     * A response.
     *
     * @param body all of it
     */
    public record Reply(int status, HttpHeaders headers, byte[] body) {}

    /**
     * Makes a client that has no connection yet.
     *
     * @param connect how long connecting may take
     * @param limit how long a request may take until the last byte of its response has arrived
     */
    public BoundedHttpClient(Duration connect, Duration limit) {
        this.limit = limit;
        this.client = HttpClient.newBuilder()
                .connectTimeout(connect)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Sends a request and waits for the whole response.
     *
     * @param mostBytes a longer body is refused
     * @throws InterruptedIOException if the thread is interrupted, which says nothing about the server; it stays
     *     interrupted
     * @throws IOException naming the address, if there is no whole response in time
     */
    public Reply send(HttpRequest request, int mostBytes) throws IOException {
        URI uri = request.uri();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> reply = client.sendAsync(
                request,
                head -> BodySubscribers.ofByteArrayConsumer(
                        part -> part.ifPresent(more -> add(body, more, mostBytes))));
        try {
            HttpResponse<Void> whole = reply.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(whole.statusCode(), whole.headers(), body.toByteArray());
        } catch (TimeoutException e) {
            reply.cancel(true);
            throw new IOException(uri + " gave no whole response within " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            reply.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the request to " + uri + " was interrupted");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    uri + (cause instanceof ConnectException ? " cannot be reached" : ": " + reason(cause)), cause);
        }
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static void add(ByteArrayOutputStream body, byte[] more, int mostBytes) {
        if (body.size() + more.length > mostBytes) {
            throw new IllegalArgumentException("the response has more than " + mostBytes + " bytes");
        }
        body.writeBytes(more);
    }
}
