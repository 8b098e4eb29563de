package dev.limpid.uploader.send;

import dev.limpid.uploader.http.BoundedBodyHandler;
import dev.limpid.uploader.http.FixedProxy;
import dev.limpid.uploader.http.IsolatedConnections;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
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
 * Sends the requests of one sender over one connection, so that forty small requests cost little more than one. Uses a
 * separate client: a cookie handler, an authenticator or a key that the host program set for itself must not add
 * anything to our requests. Immutable.
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
     * Sends a request and returns the reply: its head, and at most the first {@value #LONGEST_REPLY} bytes of its body.
     *
     * @throws InterruptedIOException if the thread is interrupted, which says nothing about the server: the request is
     *     given up or not begun, and the thread stays interrupted
     * @throws IOException if no complete reply came in time; the message names the address and says why
     */
    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted before it was sent");
        }
        HttpRequest sent = request.timeout(timeLimit).build();
        // The client's own time limit covers only the headers; this one also ends a slow body.
        CompletableFuture<HttpResponse<byte[]>> reply = client.sendAsync(sent, BoundedBodyHandler.of(LONGEST_REPLY));
        try {
            return reply.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            reply.cancel(true);
            throw new IOException(
                    sent.uri() + " sent no complete reply within " + timeLimit.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String found = cause instanceof ConnectException ? " could not be reached: " : " sent no complete reply: ";
            String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
            throw new IOException(sent.uri() + found + cause.getClass().getSimpleName() + message, e);
        } catch (InterruptedException e) {
            reply.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the reply");
        }
    }
}
