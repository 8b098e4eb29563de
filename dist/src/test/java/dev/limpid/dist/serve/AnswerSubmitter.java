package dev.limpid.dist.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.CollectionServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.UUID;

/** Machines that answer the question of {@code deploy/charts.txt}. */
final class AnswerSubmitter {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private AnswerSubmitter() {}

    /** Publishes the configuration that asks it. */
    static void decide(CollectionServer server) throws Exception {
        server.collections()
                .get(0)
                .publishConfiguration(
                        "charts.txt",
                        Files.readString(Path.of(System.getProperty("limpid.root"), "deploy/charts.txt")),
                        Releases.BY_HAND,
                        Participation.UNKNOWN);
    }

    /** A machine that started the tool this often. */
    static String answer(LocalDate monday, long starts) {
        return "{\"Week\":\"" + monday + "\",\"Config\":\"v1.0.0\",\"Chart\":\"example.org/tool/tool-start\","
                + "\"Builds\":[{\"Version\":\"1.0.0\",\"Counts\":{\"tool/start\":" + starts + "}}]}";
    }

    /** Sends such an answer, which is accepted. */
    static void answered(URI server, LocalDate monday, long starts) throws Exception {
        HttpResponse<String> response = send(server, answer(monday, starts).getBytes(StandardCharsets.UTF_8));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    /** Sends what may be an answer, under its own token. */
    static HttpResponse<String> send(URI server, byte[] answer) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(server.resolve("answers"))
                        .header("Limpid-Token", UUID.randomUUID().toString().replace("-", ""))
                        .POST(BodyPublishers.ofByteArray(answer))
                        .build(),
                BodyHandlers.ofString());
    }
}
