package dev.limpid.server.witness;

import dev.limpid.server.http.HttpEvents;
import dev.limpid.server.http.Mount;
import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.server.http.Upload;
import dev.limpid.server.http.UploadHandler;
import dev.limpid.server.http.UploadHead;
import dev.limpid.server.http.front.HttpFront;
import dev.limpid.server.http.limit.HttpLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a witness at {@code POST /add-checkpoint}, with the collection server's limits for slow senders. A single thread
 * asks the witness. Any thread may close the server: all fields are final.
 */
public final class WitnessServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WitnessServer.class);
    private static final int LARGEST_REQUEST = 64 << 10;
    private static final int WAITING = 64;
    private static final HttpLimits LIMITS =
            new HttpLimits(LARGEST_REQUEST, 16 << 20, 512, 64, Duration.ofSeconds(20), Duration.ofSeconds(60), 0);

    private final Witness witness;
    private final HttpFront front;
    /** A single thread, as the witness decides one request after the other. */
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
                Thread thread = new Thread(work, "witness");
                thread.setDaemon(true);
                return thread;
            });

    private WitnessServer(Witness witness, InetSocketAddress listen) throws IOException {
        this.witness = witness;
        this.front = HttpFront.start(
                listen,
                List.of(new Mount(Optional.empty(), "/", Optional.of(new AddCheckpointIntake()), List.of())),
                LIMITS,
                new FailureLog(),
                Optional.empty());
    }

    /** Starts answering at this address; port 0 takes a free one. */
    public static WitnessServer start(Witness witness, InetSocketAddress listen) throws IOException {
        return new WitnessServer(witness, listen);
    }

    public InetSocketAddress address() {
        return front.address();
    }

    private final class AddCheckpointIntake implements UploadHandler {

        @Override
        public boolean takes(String path) {
            return path.equals("/add-checkpoint");
        }

        @Override
        public Optional<Response> admit(UploadHead head, Sender sender) {
            return Optional.empty();
        }

        @Override
        public CompletionStage<Response> take(Upload upload, Sender sender) {
            try {
                return CompletableFuture.supplyAsync(() -> answer(upload.body()), thread);
            } catch (RejectedExecutionException e) {
                return CompletableFuture.completedFuture(Refusals.busy());
            }
        }
    }

    private Response answer(byte[] request) {
        Witness.Reply reply = reply(request);
        return new Response(
                reply.status(), reply.contentType(), reply.body().getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private Witness.Reply reply(byte[] request) {
        try {
            return witness.add(request);
        } catch (IOException e) {
            LOG.error("a checkpoint cannot be recorded, so it is not cosigned", e);
            return Witness.Reply.text(500, "this witness cannot record checkpoints now");
        }
    }

    private static final class FailureLog implements HttpEvents {
        @Override
        public void failed(String what, Throwable why) {
            LOG.error(what, why);
        }
    }

    @Override
    public void close() {
        front.close(Duration.ofSeconds(1));
        thread.shutdown();
    }
}
