package dev.limpid.uploader.config.source;

import dev.limpid.uploader.http.BoundedBodyHandler;
import dev.limpid.uploader.http.FixedProxy;
import dev.limpid.uploader.http.IsolatedConnections;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log over HTTP with {@link HttpURLConnection}, which costs a process 30 ms; {@link HttpClient} costs 700 ms.
 * Uses {@code HttpClient} in a program whose cookies {@code HttpURLConnection} would send. Every response is limited in length and
 * time. A request reveals nothing about the user, the machine or the host program beyond what HTTP needs. Safe for use
 * by many threads: this object's monitor guards the {@code HttpClient}, which is created by the first request that needs it.
 */
public final class HttpLogFetcher implements LogFetcher {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration READ = Duration.ofSeconds(15);
    private static final Duration WHOLE = Duration.ofMinutes(1);
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final String base;
    private final Proxy proxy;
    private final boolean followsRedirects;
    private final Duration timeLimit;
    private final IsolatedConnections connections = new IsolatedConnections();

    @Nullable
    private HttpClient client;

    /**
     * @param url the address of the log, such as {@code https://telemetry.example.org/log}
     * @param proxy the proxy to go through, or {@link Proxy#NO_PROXY}
     */
    public HttpLogFetcher(String url, Proxy proxy) {
        this(url, proxy, true);
    }

    /**
     * @param followsRedirects whether redirects are followed; a relay could redirect a machine to the server that must not see
     *     it
     */
    HttpLogFetcher(String url, Proxy proxy, boolean followsRedirects) {
        this(url, proxy, followsRedirects, WHOLE);
    }

    /**
     * @param timeLimit the time limit from a request to the last byte of its response, without the time that one read takes
     */
    HttpLogFetcher(String url, Proxy proxy, boolean followsRedirects, Duration timeLimit) {
        this.timeLimit = timeLimit;
        this.base = url.endsWith("/") ? url : url + "/";
        this.proxy = proxy;
        this.followsRedirects = followsRedirects;
    }

    @Override
    public byte[] fetch(String path, int mostBytes) throws IOException {
        return get(URI.create(base + path), 0, mostBytes);
    }

    @Override
    public byte[] fetchEnd(String path, int lastBytes, int mostBytes) throws IOException {
        return get(URI.create(base + path), lastBytes, mostBytes);
    }

    private byte[] get(URI uri, int lastBytes, int mostBytes) throws IOException {
        Optional<byte[]> response = request(uri, lastBytes, mostBytes);
        return response.isPresent() ? response.get() : get(uri, 0, mostBytes);
    }

    private Optional<byte[]> request(URI uri, int lastBytes, int mostBytes) throws IOException {
        try {
            Optional<HttpURLConnection> plain = connections.plain(uri, proxy);
            return plain.isPresent()
                    ? overConnection(plain.get(), uri, lastBytes, mostBytes)
                    : overClient(uri, lastBytes, mostBytes);
        } catch (SocketException | SocketTimeoutException | UnknownHostException | SSLException e) {
            // The JDK's message says "Connection refused", but not by which server.
            throw new IOException(uri + " could not be read: " + Objects.requireNonNullElse(e.getMessage(), e), e);
        }
    }

    private Optional<byte[]> overConnection(HttpURLConnection connection, URI uri, int lastBytes, int mostBytes)
            throws IOException {
        long deadline = System.nanoTime() + timeLimit.toNanos();
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) READ.toMillis());
        connection.setRequestProperty("User-Agent", "limpid");
        connection.setRequestProperty("Accept", "*/*");
        if (lastBytes > 0) {
            connection.setRequestProperty("Range", "bytes=-" + lastBytes);
        }
        boolean replied = false;
        boolean complete = false;
        try {
            int status = status(connection, uri);
            replied = true;
            if (followsRedirects && status / 100 == 3) {
                return overClient(uri, lastBytes, mostBytes); // which follows redirects and has no password
            }
            if (!isServed(status, uri, lastBytes)) {
                return Optional.empty();
            }
            try (InputStream body = connection.getInputStream()) {
                byte[] bytes = read(body, uri, mostBytes, deadline);
                complete = true;
                return Optional.of(bytes);
            }
        } catch (SocketException | SocketTimeoutException e) {
            if (replied) {
                throw new IOException(
                        uri + " sent an incomplete response: " + e.getMessage()); // no cause: something came back
            }
            throw e;
        } finally {
            if (!complete) {
                // A connection whose response was read completely can serve the next request as well.
                connection.disconnect();
            }
        }
    }

    /**
     * The JDK keeps waiting while the bytes of a header arrive one by one, even forever, so a thread disconnects after
     * the time limit. It is a thread of our own, since the program's shared threads may all be busy.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody needs the result of disconnecting
    private int status(HttpURLConnection connection, URI uri) throws IOException {
        CompletableFuture<Integer> answered =
                new CompletableFuture<Integer>().orTimeout(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        answered.whenComplete((status, late) -> {
            if (late != null) {
                Thread hangsUp = new Thread(connection::disconnect, "limpid-hang-up");
                hangsUp.setDaemon(true);
                hangsUp.start();
            }
        });
        try {
            int status = connection.getResponseCode();
            answered.complete(status);
            return answered.join();
        } catch (IOException | RuntimeException e) {
            if (answered.isCompletedExceptionally()) {
                throw tooSlow(uri); // no cause: something came back
            }
            answered.complete(0);
            throw e;
        }
    }

    private IOException tooSlow(URI uri) {
        return new IOException(uri + " took longer than " + timeLimit.toSeconds() + " seconds");
    }

    private Optional<byte[]> overClient(URI uri, int lastBytes, int mostBytes) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException(uri + " was not requested: the thread is interrupted");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(READ)
                .setHeader("User-Agent", "limpid")
                .header("Accept", "*/*");
        if (lastBytes > 0) {
            request.header("Range", "bytes=-" + lastBytes);
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                client().sendAsync(request.build(), BoundedBodyHandler.of(mostBytes + 1));
        try {
            HttpResponse<byte[]> whole = answer.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
            if (!isServed(whole.statusCode(), uri, lastBytes)) {
                return Optional.empty();
            }
            requireShort(whole.body().length, uri, mostBytes);
            return Optional.of(whole.body());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw tooSlow(uri);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(uri + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(
                    uri + " was requested, but the thread was interrupted before the response");
        }
    }

    private synchronized HttpClient client() throws IOException {
        HttpClient made = client;
        if (made == null) {
            made = connections
                    .client(CONNECT)
                    .followRedirects(followsRedirects ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER)
                    .proxy(new FixedProxy(proxy))
                    .build();
            client = made;
        }
        return made;
    }

    /** Whether the response contains what was requested; false if only the whole file can be requested. */
    private static boolean isServed(int status, URI uri, int lastBytes) throws IOException {
        if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_GONE) {
            throw new NotFoundException(uri + " answered " + status);
        }
        if (status == RANGE_NOT_SATISFIABLE && lastBytes > 0) {
            return false;
        }
        if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_PARTIAL) {
            throw new IOException(uri + " answered " + status + ", expected 200");
        }
        return true;
    }

    private byte[] read(InputStream body, URI uri, int mostBytes, long deadline) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            bytes.write(buffer, 0, n);
            requireShort(bytes.size(), uri, mostBytes);
            if (System.nanoTime() - deadline > 0) {
                throw tooSlow(uri);
            }
        }
        return bytes.toByteArray();
    }

    private static void requireShort(int length, URI uri, int mostBytes) throws IOException {
        if (length > mostBytes) {
            throw new IOException(uri + " answered more than " + mostBytes + " bytes");
        }
    }
}
