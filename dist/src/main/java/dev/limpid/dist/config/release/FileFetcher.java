package dev.limpid.dist.config.release;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gets small files from web servers, through the proxy that the JVM is configured with, or from disk. A server may
 * redirect to itself, and from http to https, but not to another host: the operator decides which hosts are asked.
 */
public final class FileFetcher {

    /** Enough for some thousands of versions. A larger file could exhaust a server's memory. */
    private static final int MOST_BYTES = 512 << 10;

    private static final int MOST_TIMES = 5;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(60);

    private final HttpClient client;
    private final Duration whole;

    public FileFetcher() {
        this(WHOLE);
    }

    /** @param whole how long a file may take until its last byte */
    FileFetcher(Duration whole) {
        this.whole = whole;
        ProxySelector proxies = ProxySelector.getDefault();
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER);
        this.client = (proxies == null ? builder : builder.proxy(proxies)).build();
    }

    /**
     * The bytes at an address; empty if there is no such file.
     *
     * @throws IOException if it cannot be reached, answers with anything other than the file or its absence, or takes
     *     too long
     */
    Optional<byte[]> get(URI address) throws IOException, InterruptedException {
        if ("file".equals(address.getScheme())) {
            try {
                return Optional.of(Files.readAllBytes(Path.of(address)));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }
        URI asked = address;
        HttpResponse<InputStream> answer = ask(asked);
        for (int times = 0; isRedirect(answer.statusCode()); times++) {
            answer.body().close();
            asked = redirectTarget(asked, answer, times);
            answer = ask(asked);
        }
        try (InputStream body = answer.body()) {
            if (answer.statusCode() == 404 || answer.statusCode() == 410) {
                return Optional.empty();
            }
            if (answer.statusCode() != 200) {
                throw new IOException(address + ": answered " + answer.statusCode() + ", expected 200");
            }
            byte[] bytes = inTime(address, body);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(address + ": has more than " + MOST_BYTES + " bytes, expected a short list");
            }
            return Optional.of(bytes);
        }
    }

    /** Runs a task in a thread of its own: all shared threads of the process may be busy reading. */
    private static void startThread(Runnable task) {
        Thread own = new Thread(task, "limpid-hang-up");
        own.setDaemon(true);
        own.start();
    }

    /**
     * The request's own timeout only covers the head of the response. If the body takes too long, this closes the
     * connection.
     */
    private byte[] inTime(URI address, InputStream body) throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> {
                    late.set(true);
                    try {
                        body.close();
                    } catch (IOException e) {
                        // The body is closed anyway, which is the purpose.
                    }
                },
                CompletableFuture.delayedExecutor(whole.toMillis(), TimeUnit.MILLISECONDS, FileFetcher::startThread));
        try {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (!late.get()) {
                return bytes;
            }
        } catch (IOException e) {
            if (!late.get()) {
                throw new IOException(address + ": the response ends early: " + e, e);
            }
        } finally {
            end.cancel(false);
        }
        throw new IOException(address + ": the response was not complete after " + whole.toSeconds() + " seconds");
    }

    private HttpResponse<InputStream> ask(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address).timeout(whole).GET().build());
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static URI redirectTarget(URI from, HttpResponse<InputStream> answer, int times) throws IOException {
        String location = answer.headers().firstValue("Location").orElse("");
        URI to;
        try {
            to = from.resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw new IOException(from + ": redirects to \"" + location + "\", which is not an address", e);
        }
        boolean samePort =
                port(to) == port(from) && String.valueOf(from.getScheme()).equals(to.getScheme());
        boolean toTls = "http".equals(from.getScheme())
                && port(from) == 80
                && "https".equals(to.getScheme())
                && port(to) == 443;
        if (!String.valueOf(from.getHost()).equalsIgnoreCase(to.getHost()) || !(samePort || toTls)) {
            throw new IOException(
                    from + ": redirects to " + to + ", which no setting names; name that address instead");
        }
        if (times == MOST_TIMES) {
            throw new IOException(from + ": redirects more than " + MOST_TIMES + " times");
        }
        return to;
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new IOException(request.uri() + ": cannot be reached: " + e, e);
        }
    }
}
