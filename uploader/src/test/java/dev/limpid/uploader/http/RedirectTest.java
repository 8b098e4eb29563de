package dev.limpid.uploader.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.limpid.uploader.config.source.HttpLogFetcher;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log that redirects its readers elsewhere. */
class RedirectTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        System.setProperty("java.security.krb5.realm", "EXAMPLE.ORG");
        System.setProperty("java.security.krb5.kdc", "127.0.0.1:1");
        Configuration.setConfiguration(new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                logins.add(name);
                return new AppConfigurationEntry[0];
            }
        });
    }

    @AfterEach
    void stop() {
        Configuration.setConfiguration(null);
        System.clearProperty("java.security.krb5.realm");
        System.clearProperty("java.security.krb5.kdc");
        server.stop(0);
    }

    @Test
    void redirectToAHostOfTheDomain_logsNobodyIn() throws IOException {
        HttpLogFetcher log = new HttpLogFetcher(uri("127.0.0.1", "/to-domain").toString(), Proxy.NO_PROXY);
        assertThatThrownBy(() -> log.fetch("x", 100)).hasMessageContaining("answered 401");
        assertThat(asked).last().isEqualTo("/domain/x");
        assertThat(logins).isEmpty();
        // Unlike a program's own request; the JDK tries each host once, so this comes second.
        HttpURLConnection own =
                (HttpURLConnection) uri("127.0.0.1", "/to-domain/x").toURL().openConnection();
        assertThat(own.getResponseCode()).isEqualTo(401);
        assertThat(logins).isNotEmpty();
    }

    @Test
    void redirectOfTheLogToItsStore_isFollowed() throws IOException {
        HttpLogFetcher log = new HttpLogFetcher(uri("127.0.0.1", "/to-store").toString(), Proxy.NO_PROXY);
        assertThat(log.fetch("x", 100)).asString().isEqualTo("answer");
        assertThat(asked).last().isEqualTo("/store/x");
    }

    private URI uri(String host, String path) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            int status = 200;
            if (path.startsWith("/to-")) {
                String there = "/" + path.substring("/to-".length());
                exchange.getResponseHeaders()
                        .add("Location", uri("localhost", there).toString());
                status = 302;
            } else if (path.startsWith("/domain")) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Negotiate");
                status = 401;
            }
            byte[] text = "answer".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, text.length);
            exchange.getResponseBody().write(text);
        }
    }
}
