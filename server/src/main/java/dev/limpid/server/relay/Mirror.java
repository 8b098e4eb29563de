package dev.limpid.server.relay;

import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.server.http.limit.FairShareBudget;
import dev.limpid.server.ops.ServerMetrics;
import dev.limpid.tlog.Sha256;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the files of one log from a small cache. However many clients ask for a file at once, the log is asked once,
 * with a request that contains nothing of theirs. Files that cannot change are cached for an hour, so that a wrong
 * answer does not stay. A head, a missing file, and the failure to reach the log are cached for a few seconds. No older
 * head is served then: clients have the last one that they verified. The head has its own connection, and one network
 * may use only a share of the places that wait for the log: a client that asks for many missing files does not block
 * the others. Safe for use by many threads: this object's monitor guards the cache and the open requests.
 */
final class Mirror implements AutoCloseable {

    /** The size of the cache in bytes. The least recently used file is dropped first. */
    static final int MEMORY = 8 << 20;

    private static final int EACH = 512;
    private static final int CONNECTIONS = 2;
    private static final int WAITING = 64;
    private static final int PER_NETWORK = 16;
    private static final int PER_ADDRESS = 8;

    /** Shorter than clients wait, so that they get an answer from the relay. */
    private static final Duration WHOLE_REPLY = Duration.ofSeconds(12);

    private static final long SECONDS = Duration.ofSeconds(5).toNanos();
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private static final Response NOTHING = new Response(
            404,
            "text/plain; charset=utf-8",
            Response.text(404, "there is nothing at this address").body(),
            Map.of("Cache-Control", "no-store"));

    private final String name;
    private final String path;
    private final LogRequests heads;
    private final LogRequests others;
    private final FairShareBudget places = new FairShareBudget(CONNECTIONS + WAITING, PER_NETWORK, PER_ADDRESS);
    private final ServerMetrics metrics;
    private final LongSupplier nanos;
    private final Map<String, CachedFile> cache = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, CompletableFuture<Response>> pending = new HashMap<>();
    private long bytes;

    /** The requests to the log for one kind of file. */
    private static final class LogRequests {
        final ConnectionPool connections;
        private final LongSupplier nanos;
        private long failedUntil;
        private boolean failed;

        LogRequests(URI log, EventLoopGroup loops, int most, int waiting, LongSupplier nanos) throws IOException {
            this.nanos = nanos;
            this.connections = new ConnectionPool(
                    log, loops, InetAddress::getAllByName, most, waiting, MirroredFile.LONGEST, WHOLE_REPLY);
        }

        void ended(boolean well) {
            failed = !well;
            failedUntil = nanos.getAsLong() + SECONDS;
        }

        boolean failedRecently() {
            return failed && failedUntil - nanos.getAsLong() > 0;
        }
    }

    private record CachedFile(Response response, long until) {
        long size() {
            return (long) EACH + response.body().length;
        }
    }

    /** @param log the log's address, ending in a slash */
    Mirror(String name, URI log, EventLoopGroup loops, ServerMetrics metrics, LongSupplier nanos) throws IOException {
        this.name = name;
        this.path = log.getRawPath();
        this.metrics = metrics;
        this.nanos = nanos;
        this.heads = new LogRequests(log, loops, 1, 1, nanos);
        this.others = new LogRequests(
                log, loops, CONNECTIONS, 2 * WAITING, nanos); // the limit for waiting requests is in places
    }

    /** The file, or a response that it cannot be had. */
    CompletionStage<Response> get(MirroredFile file, Sender sender) {
        CompletableFuture<Response> answer;
        synchronized (this) {
            CachedFile here = cache.get(file.path());
            if (here != null && here.until() - nanos.getAsLong() > 0) {
                metrics.mirrored(name, "kept");
                return CompletableFuture.completedFuture(here.response());
            }
            CompletableFuture<Response> underWay = pending.get(file.path());
            if (underWay != null) {
                metrics.mirrored(name, "joined");
                return underWay;
            }
            if (heads.failedRecently() || (!file.changes() && others.failedRecently())) {
                metrics.mirrored(name, "unreachable");
                return CompletableFuture.completedFuture(unreadable());
            }
            if (!file.changes() && !places.tryTake(sender, 1)) {
                metrics.mirrored(name, "full");
                return CompletableFuture.completedFuture(RelayIntake.later(503, "too many wait for the log", "5"));
            }
            answer = new CompletableFuture<>();
            pending.put(file.path(), answer);
        }
        // Outside the lock: an immediate reply calls back into this object.
        (file.changes() ? heads : others)
                .connections
                .send(() -> new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path + file.path()))
                .whenComplete((reply, failure) -> {
                    if (!file.changes()) {
                        places.release(sender, 1);
                    }
                    answer.complete(answered(file, reply, failure));
                });
        return answer;
    }

    private synchronized Response answered(MirroredFile file, @Nullable Reply reply, @Nullable Throwable failure) {
        pending.remove(file.path());
        (file.changes() ? heads : others).ended(reply != null);
        if (reply == null) {
            metrics.mirrored(name, "unreachable");
            metrics.unreachable(name, RelayIntake.reason(failure == null ? new IOException("it failed") : failure));
            return unreadable();
        }
        boolean there = reply.status() == 200 && reply.body().length <= file.most();
        boolean nothing = reply.status() == 404 || reply.status() == 410;
        if (!there && !nothing) {
            metrics.mirrored(name, "refused");
            return keep(file, unreadable(), SECONDS);
        }
        metrics.mirrored(name, there ? "fetched" : "nothing");
        return there
                ? keep(file, served(file, reply.body()), file.changes() ? SECONDS : HOUR)
                : keep(file, NOTHING, SECONDS);
    }

    private Response keep(MirroredFile file, Response response, long time) {
        CachedFile fresh = new CachedFile(response, nanos.getAsLong() + time);
        CachedFile before = cache.put(file.path(), fresh);
        bytes += fresh.size() - (before == null ? 0 : before.size());
        Iterator<Map.Entry<String, CachedFile>> oldest = cache.entrySet().iterator();
        while (bytes > MEMORY) {
            bytes -= oldest.next().getValue().size();
            oldest.remove();
        }
        return response;
    }

    /** How many bytes are cached. */
    synchronized long bytes() {
        return bytes;
    }

    private static Response served(MirroredFile file, byte[] body) {
        String tag = "\"" + Sha256.hex(body).substring(0, 32) + "\"";
        String caching = file.changes() ? "public, max-age=5" : "public, max-age=3600";
        return new Response(200, "application/octet-stream", body, Map.of("ETag", tag, "Cache-Control", caching));
    }

    private static Response unreadable() {
        return RelayIntake.later(502, "the log could not be read", "60");
    }

    @Override
    public void close() {
        heads.connections.close();
        others.connections.close();
    }
}
