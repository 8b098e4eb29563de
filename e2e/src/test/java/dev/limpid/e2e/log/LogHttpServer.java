package dev.limpid.e2e.log;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.limpid.server.http.Request;
import dev.limpid.server.http.Resource;
import dev.limpid.server.http.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** A plain HTTP server in front of a log or of an exported folder, which a test can make lie. */
final class LogHttpServer implements AutoCloseable {

    private final HttpServer server;
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile Resource resource;
    volatile BiFunction<String, byte[], byte[]> tamper = (path, body) -> body;

    LogHttpServer(Resource resource) throws IOException {
        this.resource = resource;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The files of a folder, as any file host serves them. */
    static Resource files(Path folder) {
        return request -> {
            Path file = folder.resolve(request.path().substring("/log/".length()));
            return Files.isRegularFile(file)
                    ? Optional.of(Response.ok("application/octet-stream", Files.readAllBytes(file)))
                    : Optional.empty();
        };
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/log";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
            Response answer = resource.get(new Request(path, Map.of(), headers))
                    .orElseGet(() -> Response.text(404, "nothing here"));
            byte[] body =
                    answer.status() < 300 ? tamper.apply(path, answer.body().clone()) : answer.body();
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
