package dev.limpid.server.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A witness behind {@code POST /add-checkpoint}. */
public final class WitnessServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WitnessServer.class);
    private static final int LARGEST_REQUEST = 64 << 10;

    private final Witness witness;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4, work -> {
        Thread thread = new Thread(work, "witness");
        thread.setDaemon(true);
        return thread;
    });

    private WitnessServer(Witness witness, HttpServer server) {
        this.witness = witness;
        this.server = server;
    }

    /** Starts answering at this address; port 0 takes a free one. */
    public static WitnessServer start(Witness witness, InetSocketAddress listen) throws IOException {
        WitnessServer started = new WitnessServer(witness, bind(listen));
        started.server.createContext("/add-checkpoint", started::answer);
        started.server.setExecutor(started.threads);
        started.server.start();
        return started;
    }

    private static HttpServer bind(InetSocketAddress listen) throws IOException {
        try {
            return HttpServer.create(listen, 0);
        } catch (BindException e) {
            throw new IOException(
                    "cannot listen on " + listen.getHostString() + ":" + listen.getPort() + ": " + e.getMessage(), e);
        }
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Witness.Reply reply = reply(exchange);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Witness.Reply reply(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return Witness.Reply.text(405, "a witness is asked by POST");
        }
        byte[] request = exchange.getRequestBody().readNBytes(LARGEST_REQUEST + 1);
        if (request.length > LARGEST_REQUEST) {
            return Witness.Reply.text(413, "a request has at most " + LARGEST_REQUEST + " bytes");
        }
        try {
            return witness.add(request);
        } catch (IOException e) {
            LOG.error("cannot remember a checkpoint, so none is cosigned", e);
            return Witness.Reply.text(500, "this witness cannot remember anything now");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
