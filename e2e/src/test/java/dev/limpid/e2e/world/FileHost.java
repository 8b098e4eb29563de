package dev.limpid.e2e.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A host that serves the files of a folder and can do nothing else, like any web space or plain mirror. */
public final class FileHost implements AutoCloseable {

    private final HttpServer http;

    private FileHost(HttpServer http) {
        this.http = http;
    }

    /** Serves this folder. */
    public static FileHost serve(Path folder) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        Path root = folder.toRealPath();
        http.createContext("/", exchange -> answer(root, exchange));
        http.start();
        return new FileHost(http);
    }

    private static void answer(Path root, HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = root.resolve(exchange.getRequestURI().getPath().substring(1))
                    .normalize();
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] body = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The folder's address, ending in a slash. */
    public String url() {
        return "http://" + http.getAddress().getAddress().getHostAddress() + ":"
                + http.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
