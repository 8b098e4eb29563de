package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.limpid.server.http.limit.HttpLimits;
import dev.limpid.server.intake.IntakeLimits;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Nothing that the server writes reveals who sent an answer. */
class PrivacyTest {

    private static final List<String> ADDRESSES =
            List.of("203.0.113.77", "198.51.100.9", "2001:db8:77:99::1234", "127.9.8.7");

    @TempDir
    Path folder;

    @Test
    void addresses_areInNothingThatTheServerWrites() throws Exception {
        ListAppender<ILoggingEvent> log = listenToEveryLogger();
        HttpLimits behindProxy = limits(1);
        ServerSettings config = new ServerSettings(
                ServerSettings.local(TestCollection.NAME, folder).listen(),
                ServerSettings.local(TestCollection.NAME, folder).operations(),
                Optional.empty(),
                behindProxy,
                Optional.empty(),
                List.of(CollectionSettings.of(TestCollection.NAME, folder)
                        .withLimits(new IntakeLimits(0, 3, Duration.ofDays(21), Duration.ofDays(365), 0.02))));
        String metrics;
        try (TestCollection collection = TestCollection.start(config)) {
            int refused = 0;
            for (int round = 0; round < 5; round++) {
                for (String address : ADDRESSES) {
                    String report = TestCollection.ANSWER.replace(
                            ":3}", ":" + (10 + round * 10 + ADDRESSES.indexOf(address)) + "}");
                    HttpResponse<String> answer = collection.post(
                            "answers", report, "X-Forwarded-For", "10.0.0.1, " + address, "User-Agent", "curl-7-77");
                    refused += answer.statusCode() == 429 ? 1 : 0;
                    collection.post("upload/2026-11-16", "nonsense " + address, "X-Forwarded-For", address);
                    collection.get("privacy?from=here", "X-Forwarded-For", address);
                }
            }
            assertThat(refused).isPositive();
            sendNonsenseFrom("127.9.8.7", collection.server());
            collection.only().publishNow();
            metrics = collection
                    .client()
                    .send(
                            java.net.http.HttpRequest.newBuilder(java.net.URI.create("http:/"
                                            + collection
                                                    .server()
                                                    .operationsAddress()
                                                    .orElseThrow() + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(metrics).contains("limpid_answers_refused_total").contains("too-many-uploads-today");
            assertThat(collection.get("data/notes.json").body()).contains("\"Networks\":4");
        }
        List<String> written = new ArrayList<>(List.of(metrics));
        log.list.forEach(event -> written.add(event.getFormattedMessage() + event.getThrowableProxy()));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                written.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                written.add(file.toString());
            }
        }
        assertThat(written).hasSizeGreaterThan(20);
        for (String address : ADDRESSES) {
            assertThat(written).noneMatch(text -> text.contains(address));
            String raw = new String(InetAddress.getByName(address).getAddress(), StandardCharsets.ISO_8859_1);
            assertThat(written).noneMatch(text -> text.contains(raw));
        }
        assertThat(written).noneMatch(text -> text.contains("curl-7-77"));
    }

    private static ListAppender<ILoggingEvent> listenToEveryLogger() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        root.addAppender(events);
        return events;
    }

    private static HttpLimits limits(int proxies) {
        HttpLimits usual = HttpLimits.usual();
        return new HttpLimits(
                usual.bodyBytes(),
                usual.memoryBytes(),
                usual.connections(),
                usual.connectionsPerPrefix(),
                usual.requestTime(),
                usual.idleTime(),
                proxies);
    }

    private static void sendNonsenseFrom(String local, CollectionServer server) throws IOException {
        try (Socket socket = new Socket(
                server.address().getAddress(), server.address().getPort(), InetAddress.getByName(local), 0)) {
            socket.getOutputStream().write("NONSENSE\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        }
    }
}
