package dev.limpid.cli.view;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Serves the local page on the loopback interface, at a random port and below a random path, so that neither other
 * machines, other users' programs nor web pages in the same browser can read it. A request is answered only if its Host
 * is this server's address (a name that an attacker rebinds to 127.0.0.1 is another Host), it names the random path, and
 * the browser does not call it cross-site.
 */
public final class ViewServer implements AutoCloseable {

    /** What the page is made from, asked anew for every request. */
    public interface Content {
        /** The page as HTML. */
        String html() throws IOException;
    }

    private static final int TOKEN_BYTES = 16;
    private static final Set<String> NOT_CROSS_SITE = Set.of("none", "same-origin");

    private final HttpServer server;
    private final String token;
    private final Content content;
    private final byte[] style;

    private ViewServer(HttpServer server, String token, Content content, byte[] style) {
        this.server = server;
        this.token = token;
        this.content = content;
        this.style = style;
    }

    /** Starts to serve. */
    public static ViewServer start(Content content) throws IOException {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        ViewServer view = new ViewServer(http, token, content, style());
        http.createContext("/", view::answer);
        http.start();
        return view;
    }

    /** Where the page is. */
    public URI address() {
        return URI.create("http://" + host() + "/" + token + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<String> wrong = whatIsWrong(exchange);
            if (wrong.isPresent()) {
                send(exchange, 403, "text/plain; charset=utf-8", (wrong.get() + "\n").getBytes(StandardCharsets.UTF_8));
                return;
            }
            String path = exchange.getRequestURI().getPath().substring(1 + token.length());
            switch (path) {
                case "/" ->
                    send(
                            exchange,
                            200,
                            "text/html; charset=utf-8",
                            content.html().getBytes(StandardCharsets.UTF_8));
                case "/style.css" -> send(exchange, 200, "text/css; charset=utf-8", style);
                default ->
                    send(
                            exchange,
                            404,
                            "text/plain; charset=utf-8",
                            "there is no such page\n".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private Optional<String> whatIsWrong(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        if (!host().equals(headers.getFirst("Host"))) {
            return Optional.of("the Host is not " + host());
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return Optional.of("only GET is answered");
        }
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site != null && !NOT_CROSS_SITE.contains(site)) {
            return Optional.of("another site's page may not ask");
        }
        String path = exchange.getRequestURI().getPath();
        boolean known = path != null && path.startsWith("/" + token + "/");
        return known ? Optional.empty() : Optional.of("the address lacks its secret part");
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] style() throws IOException {
        try (InputStream in = ViewServer.class.getResourceAsStream("view.css")) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }
}
