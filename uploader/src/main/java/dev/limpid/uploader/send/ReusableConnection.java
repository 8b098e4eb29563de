package dev.limpid.uploader.send;

import dev.limpid.uploader.http.BoundedBodyHandler;
import dev.limpid.uploader.http.FixedProxy;
import dev.limpid.uploader.http.IsolatedConnections;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The requests of one sender. They share its connection, so forty small requests cost little more than one. Uses a
 * client of its own: a cookie handler, an authenticator or a key that the host program set for itself must not add
 * anything to our requests.
 */
final class ReusableConnection {

    private static final int LONGEST_REPLY = 4096;

    private final Duration timeLimit;
    private final HttpClient client;

    /** @throws IOException if the proxy is a SOCKS proxy: answers would silently bypass it */
    ReusableConnection(Proxy proxy, Duration timeLimit) throws IOException {
        this.timeLimit = timeLimit;
        this.client = new IsolatedConnections()
                .client(timeLimit)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(new FixedProxy(proxy))
                .build();
    }

    /**
     * Sends a request and returns the reply, at most its first bytes.
     *
     * @throws InterruptedIOException if the thread is interrupted, which says nothing about the server: the request is
     *     given up or not begun, and the thread stays interrupted
     * @throws IOException if no reply came in time; the message says why
     */
    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted before it was sent");
        }
        // The client's own time limit covers only the headers; this one also ends a slow body.
        CompletableFuture<HttpResponse<byte[]>> reply =
                client.sendAsync(request.timeout(timeLimit).build(), BoundedBodyHandler.of(LONGEST_REPLY));
        try {
            return reply.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            reply.cancel(true);
            throw new IOException("no complete reply within " + timeLimit.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
            throw new IOException(cause.getClass().getSimpleName() + message, e);
        } catch (InterruptedException e) {
            reply.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the reply");
        }
    }
}
