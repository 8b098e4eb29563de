package dev.limpid.server.upstream;

import dev.limpid.server.outbound.BoundedHttpClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/**
 * The address of a log that another node owns, such as {@code https://telemetry.example.org/log/}. Safe for use by many
 * threads: all fields are final.
 */
public final class LogAddress {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration WHOLE = Duration.ofSeconds(5);

    private final URI url;
    private final BoundedHttpClient client;

    /** @param url the address, ending in a slash */
    public LogAddress(URI url) {
        this.url = url;
        this.client = new BoundedHttpClient(CONNECT, WHOLE);
    }

    /**
     * Fetches the file at a path below the address, of at most {@code mostBytes}.
     *
     * @throws InterruptedIOException if the thread is interrupted, which says nothing about the log; it stays interrupted
     * @throws IOException naming the file, if it cannot be had in time
     */
    byte[] fetch(String path, int mostBytes) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("User-Agent", "limpid")
                .build();
        BoundedHttpClient.Reply reply = client.send(request, mostBytes);
        if (reply.status() != 200) {
            throw new IOException(request.uri() + " answered " + reply.status() + ", expected 200");
        }
        return reply.body();
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
