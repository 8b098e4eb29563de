package dev.limpid.e2e.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.limpid.server.http.Request;
import dev.limpid.server.http.Resource;
import dev.limpid.server.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Serves resources below a path, like one of several collections; counts what it sends. */
final class SiteServer implements AutoCloseable {
    static final String PATH = "/tools/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final List<Resource> resources;
    private final AtomicLong sent = new AtomicLong();

    private SiteServer(HttpServer server, List<Resource> resources) {
        this.server = server;
        this.resources = resources;
    }

    static SiteServer start(Resource... resources) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SiteServer server = new SiteServer(http, List.of(resources));
        http.createContext(PATH, server::answer);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    /** The root's address, ending in a slash. */
    String url() {
        InetSocketAddress address = server.getAddress();
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + PATH;
    }

    /** How many bytes of bodies it has sent since the last call. */
    long sentBytes() {
        return sent.getAndSet(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Response answer = find(request(exchange)).orElseGet(() -> Response.text(404, "nothing here"));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            sent.addAndGet(answer.body().length);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer.body());
            }
        }
    }

    private Optional<Response> find(Request request) throws IOException {
        for (Resource resource : resources) {
            Optional<Response> answer = resource.get(request);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private static Request request(HttpExchange exchange) {
        URI uri = exchange.getRequestURI();
        Map<String, String> query = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&", -1)) {
                int equals = pair.indexOf('=');
                query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
        return new Request(uri.getPath().substring(PATH.length() - 1), query, headers);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
