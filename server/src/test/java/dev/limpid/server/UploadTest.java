package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTest {

    private static final LocalDate WEEK = TestCollection.WEEK;
    private static final String REPORT = TestCollection.REPORT;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private CollectionServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestCollection.start(folder).server();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void report_isStoredOnceHoweverOftenItIsSent() throws Exception {
        assertThat(post("upload/2026-11-16", REPORT).statusCode()).isEqualTo(200);
        assertThat(post("upload/2026-11-16", REPORT).statusCode()).isEqualTo(200);
        assertThat(post("upload/2026-11-16", REPORT.replace(":3}", ": 3 }")).statusCode())
                .isEqualTo(200);
        assertThat(stored()).containsExactly(REPORT);
    }

    @Test
    void anotherReportOfTheSameX_isStoredBesideTheFirst() throws Exception {
        String other = REPORT.replace(":3}", ":4}");
        assertThat(post("upload/2026-11-16", REPORT).statusCode()).isEqualTo(200);
        assertThat(post("upload/2026-11-16", other).statusCode()).isEqualTo(200);
        assertThat(stored()).containsExactlyInAnyOrder(REPORT, other);
    }

    @Test
    void gzippedReport_isStoredPlain() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(REPORT.getBytes(StandardCharsets.UTF_8));
        }
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(server.url().resolve("upload/2026-11-16"))
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(stored()).containsExactly(REPORT);
    }

    @Test
    void acceptedReport_isPublishedAndCharted() throws Exception {
        post("upload/2026-11-16", REPORT);
        HostedCollection collection = server.collections().get(0);
        assertThat(collection.publishNow().days()).hasSize(1);
        assertThat(collection.publishNow().days()).isEmpty();

        HttpResponse<byte[]> data = client.send(
                HttpRequest.newBuilder(server.url().resolve("data/2026-11-16.ndjson.zst"))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(data.statusCode()).isEqualTo(200);
        try (InputStream plain = new ZstdInputStream(new ByteArrayInputStream(data.body()))) {
            assertThat(plain.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(REPORT + "\n");
        }
        assertThat(get("charts/2026-11-16.json").body()).contains("tool/start");
        assertThat(get("charts/2026-11-16").statusCode()).isEqualTo(200);
        assertThat(get("log/data/checkpoint").body()).startsWith("telemetry.example.org/data\n1\n");
        assertThat(get("").body()).contains("telemetry.example.org");
    }

    @Test
    void page_isNotSentTwiceToAReaderWhoHasIt() throws Exception {
        String tag = get("privacy").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = client.send(
                HttpRequest.newBuilder(server.url().resolve("privacy"))
                        .header("If-None-Match", tag)
                        .build(),
                BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void refusal_saysWhyInOneSentenceAndStoresNothing() throws Exception {
        refused("upload/2026-11-16", "{\"Week\"", 400, "malformed-report");
        refused("upload/2026-11-16", REPORT.replace("tool/start", "tool/other"), 422, "unknown-counter");
        refused("upload/2026-11-16", REPORT.replace("1.2.0", "9.9.9"), 422, "unknown-version");
        refused("upload/2026-11-16", REPORT.replace("v1.0.0", "v1.7.0"), 409, "unknown-config");
        refused("upload/2026-11-16", REPORT.replace("tool/start", "tool/rare"), 422, "not-sampled");
        refused("upload/2026-11-16", REPORT + " ".repeat(600_000), 413, "body-too-large");
        refused("upload/2026-11-09", REPORT, 400, "other-week");
        refused("upload/soon", REPORT, 404, "malformed-week");
        refused("upload/2027-01-01", REPORT.replace("2026-11-16", "2027-01-01"), 422, "week-to-come");
        refused("upload/2026-10-20", REPORT.replace("2026-11-16", "2026-10-20"), 422, "week-too-old");
        refused("upload/2026-11-16", REPORT.replace(":3}", ":9000000000000000000}"), 422, "count-too-high");
        refused("elsewhere", REPORT, 405, "method-not-allowed");
        assertThat(server.collections().get(0).reports().weeks()).isEmpty();
    }

    private void refused(String path, String body, int status, String code) throws Exception {
        HttpResponse<String> answer = post(path, body);
        assertThat(answer.headers().firstValue("Limpid-Refusal")).contains(code);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).matches("[^\n]{10,300}\n");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(server.url().resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        URI uri = server.url().resolve(path);
        return client.send(
                HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private List<String> stored() throws IOException {
        List<String> reports = new ArrayList<>();
        server.collections()
                .get(0)
                .reports()
                .read(WEEK, report -> reports.add(new String(report, StandardCharsets.UTF_8)));
        return reports;
    }
}
