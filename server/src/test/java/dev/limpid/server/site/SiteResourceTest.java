package dev.limpid.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.http.Request;
import dev.limpid.server.http.Response;
import dev.limpid.web.SampleContents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class SiteResourceTest {
    private final SiteResource resource = new SiteResource(SampleContents.empty());

    @Test
    void everyAnswer_forbidsAllThatIsNotOurs() throws IOException {
        for (String path : List.of("/", "/privacy", "/nothing/here", "/charts", "/charts/2026-99-99")) {
            Response answer = resource.get(Request.of(path)).orElseThrow();
            assertThat(answer.headers().get("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe")
                    .doesNotContain("http");
        }
    }

    @Test
    void unknownPath_isANotFoundPage() throws IOException {
        Response answer = resource.get(Request.of("/<script>alert(1)</script>")).orElseThrow();
        assertThat(answer.status()).isEqualTo(404);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("<script>alert");
    }

    @Test
    void folderWithoutItsSlash_leadsToTheFolder() throws IOException {
        Response answer = resource.get(Request.of("/charts")).orElseThrow();
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers()).containsEntry("Location", "charts/");
    }

    @Test
    void gzip_isGivenOnlyToThoseWhoTakeIt() throws IOException {
        Response plain = resource.get(Request.of("/about")).orElseThrow();
        assertThat(plain.headers()).doesNotContainKey("Content-Encoding");
        Response refused = resource.get(asking("gzip;q=0, br")).orElseThrow();
        assertThat(refused.headers()).doesNotContainKey("Content-Encoding");
        Response packed = resource.get(asking("br, gzip")).orElseThrow();
        assertThat(packed.headers()).containsEntry("Content-Encoding", "gzip");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(in.readAllBytes()).isEqualTo(plain.body());
        }
    }

    @Test
    void feeds_mayBeKeptForAnHour_andArePacked() throws IOException {
        for (String feed : List.of("/config/feed.atom", "/charts/feed.atom")) {
            Response answer = resource.get(Request.of(feed)).orElseThrow();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.contentType()).isEqualTo("application/atom+xml; charset=utf-8");
            assertThat(answer.headers()).containsEntry("Cache-Control", "public, max-age=3600");
        }
    }

    @Test
    void whoComesFromElsewhere_isLedToTheirLanguage_andCachesKeepThatApart() throws IOException {
        Map<String, String> german = Map.of("accept-language", "de-AT, en;q=0.5", "sec-fetch-site", "none");
        Response led = resource.get(new Request("/privacy", Map.of(), german)).orElseThrow();
        assertThat(led.status()).isEqualTo(302);
        assertThat(led.headers()).containsEntry("Location", "./de/privacy");
        assertThat(led.headers().get("Vary")).contains("Accept-Language", "Sec-Fetch-Site");
        Response chosen = resource.get(new Request("/privacy", Map.of("lang", "en"), german))
                .orElseThrow();
        assertThat(chosen.status()).isEqualTo(200);
        assertThat(chosen.headers().get("Vary")).contains("Accept-Language");
        Response translated =
                resource.get(new Request("/de/privacy", Map.of(), german)).orElseThrow();
        assertThat(new String(translated.body(), StandardCharsets.UTF_8)).contains("<html lang=\"de\">");
        assertThat(translated.headers()).containsEntry("Vary", "Accept-Encoding");
        Response chart = resource.get(new Request("/charts/", Map.of(), german)).orElseThrow();
        assertThat(chart.status()).isEqualTo(200);
        assertThat(chart.headers()).containsEntry("Vary", "Accept-Encoding");
    }

    private static Request asking(String encoding) {
        return new Request("/about", Map.of(), Map.of("accept-encoding", encoding));
    }
}
