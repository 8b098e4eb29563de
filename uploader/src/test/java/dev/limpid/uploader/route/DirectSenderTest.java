package dev.limpid.uploader.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.limpid.counter.home.Environment;
import dev.limpid.uploader.send.SendResult;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Answers that go without relays, to a real HTTP server. */
class DirectSenderTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final byte[] ANSWER = "{\"Week\":\"2026-11-16\"}".getBytes(UTF_8);

    private static SendResult send(DirectSender sender) {
        return sender.send(TOKEN, ANSWER);
    }

    private static DirectSender sender(String url) {
        return new DirectSender(url, Environment.of(Map.of(), Map.of(), new File("none")));
    }

    private static String reason(String url) {
        return ((SendResult.Later) send(sender(url))).reason();
    }

    @Test
    void answersOfAPass_shareOneConnection() throws IOException {
        List<InetSocketAddress> senders = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/answers", exchange -> {
            try (exchange) {
                senders.add(exchange.getRemoteAddress());
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        try {
            DirectSender sender =
                    sender("http://127.0.0.1:" + server.getAddress().getPort() + "/answers");
            for (int i = 0; i < 3; i++) {
                assertThat(send(sender)).isEqualTo(new SendResult.Accepted());
            }
        } finally {
            server.stop(0);
        }
        assertThat(senders).hasSize(3);
        assertThat(senders.stream().distinct()).hasSize(1);
    }

    @Test
    void unknownServer_isReported() {
        assertThat(reason("")).isEqualTo("no server of this collection is known");
        assertThat(reason("https://[")).isEqualTo("the server's address \"https://[\" is not a URL");
    }
}
