package dev.limpid.e2e.stacks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Forgejo's list of issues and the creation of an issue, as its API is documented. */
final class FakeForgejo implements AutoCloseable {

    private static final String ACCOUNT = "{\"login\":\"stacks-bot\"}";

    private final HttpServer server;
    private final List<String> made = new ArrayList<>();

    private FakeForgejo(HttpServer server) {
        this.server = server;
    }

    static FakeForgejo start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeForgejo forge = new FakeForgejo(server);
        server.createContext("/api/v1/repos/example/dupfind/issues", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                boolean isMade = exchange.getRequestMethod().equals("POST");
                if (isMade) {
                    forge.made.add("{\"number\":" + (forge.made.size() + 1) + ",\"html_url\":\"http://forge/issues/"
                            + (forge.made.size() + 1) + "\",\"user\":" + ACCOUNT + ",\"state\":\"open\","
                            + body.substring(1));
                }
                String answer =
                        isMade ? forge.made.get(forge.made.size() - 1) : "[" + String.join(",", forge.made) + "]";
                byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(isMade ? 201 : 200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.createContext("/api/v1/user", exchange -> {
            try (exchange) {
                byte[] bytes = ACCOUNT.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        return forge;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** The created issues, as JSON. */
    List<String> made() {
        return List.copyOf(made);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
