package dev.limpid.server.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.server.http.Request;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedResourceTest extends PublishingTestBase {

    PublishedResourceTest(@TempDir Path temp) throws IOException {
        super(temp);
    }

    @Test
    void resource_servesDataDigestsAndChartsAndNothingElse() throws IOException {
        publisher().publish(PROVISIONAL);
        PublishedResource resource = new PublishedResource(folder);

        assertThat(body(resource, "/data/index.json"))
                .isEqualTo(folder.publication().toJson());
        assertThat(Sha256.hex(body(resource, "/data/2026-08-17.ndjson.zst")))
                .isEqualTo(new String(body(resource, "/data/2026-08-17.ndjson.zst.sha256"), UTF_8).substring(0, 64));
        assertThat(new String(body(resource, "/charts/2026-08-17.csv"), UTF_8)).startsWith("from,to,program");
        ChartSet one = ChartSetCodec.read(body(resource, "/charts/2026-08-17/org.example-tool.editors.json"));
        assertThat(one.programs().get(0).charts())
                .singleElement()
                .satisfies(chart -> assertThat(chart.title().title()).isEqualTo("Editors"));
        for (String nothing : List.of(
                "/data/2026-08-24.ndjson.zst",
                "/data/../index.json",
                "/data/x.ndjson.zst",
                "/charts/2026-08-17",
                "/charts/x.json",
                "/charts/2026-08-17/none.csv",
                "/charts/2026-08-20_2026-08-19.json",
                "/other")) {
            assertThat(resource.get(Request.of(nothing))).as(nothing).isEmpty();
        }
    }

    private static byte[] body(PublishedResource resource, String path) throws IOException {
        return resource.get(Request.of(path)).orElseThrow().bytes();
    }
}
