package dev.limpid.cli.view;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.limpid.web.Page;
import dev.limpid.web.local.LocalHome;
import dev.limpid.web.local.LocalSite;
import java.io.IOException;
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

    /** What lies in the home, read anew for every request. */
    public interface Content {
        /** The home as it is now. */
        LocalHome home() throws IOException;
    }

    private static final int TOKEN_BYTES = 16;
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final Set<String> NOT_CROSS_SITE = Set.of("none", "same-origin");

    private final HttpServer server;
    private final String token;
    private final Content content;

    private ViewServer(HttpServer server, String token, Content content) {
        this.server = server;
        this.token = token;
        this.content = content;
    }

    /** Starts to serve. */
    public static ViewServer start(Content content) throws IOException {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        ViewServer view = new ViewServer(http, token, content);
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
                send(exchange, 403, TEXT, (wrong.get() + "\n").getBytes(StandardCharsets.UTF_8));
                return;
            }
            String path = exchange.getRequestURI().getPath().substring(token.length() + 2);
            Page page;
            try {
                page = new LocalSite(content.home()).page(path);
            } catch (IOException e) {
                send(
                        exchange,
                        500,
                        TEXT,
                        ("the telemetry home cannot be read: " + e.getMessage() + "\n")
                                .getBytes(StandardCharsets.UTF_8));
                return;
            }
            send(exchange, page.status(), page.contentType(), page.body());
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
        headers.set("Content-Security-Policy", LocalSite.POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
