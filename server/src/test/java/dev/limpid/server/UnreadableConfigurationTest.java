package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.protocol.release.Releases;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A configuration whose module is damaged on disk: if it is the newest, the server says so; an old one affects nothing
 * else.
 */
class UnreadableConfigurationTest {

    @TempDir
    Path folder;

    @Test
    void newest_isToldByReadyz() throws Exception {
        try (TestCollection collection = TestCollection.start(folder)) {
            assertThat(collection.get("readyz").statusCode()).isEqualTo(200);
            Path module = module("v1.0.0");
            byte[] whole = Files.readAllBytes(module);
            Files.writeString(module, "no module");

            HttpResponse<String> unready = collection.get("readyz");

            assertThat(unready.statusCode()).isEqualTo(503);
            assertThat(unready.body())
                    .startsWith(TestCollection.NAME + ": the newest configuration cannot be read: ")
                    .contains("v1.0.0");
            Files.write(module, whole);
            assertThat(collection.get("readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void oldOne_takesNoPublicationAndNoPageWithIt() throws Exception {
        ServerSettings server = ServerSettings.local(TestCollection.NAME, folder);
        try (TestCollection collection = TestCollection.start(server, TestCollection.LATER)) {
            assertThat(collection.post("answers", TestCollection.answer(1)).statusCode())
                    .isEqualTo(200);
            collection
                    .only()
                    .publishConfiguration(
                            "charts.txt",
                            TestCollection.CHARTS.replace("Starts", "Begins"),
                            Releases.BY_HAND,
                            TestCollection.PARTICIPATION);
            assertThat(collection
                            .post("answers", TestCollection.answer(2).replace("v1.0.0", "v1.1.0"))
                            .statusCode())
                    .isEqualTo(200);
        }
        Files.writeString(module("v1.0.0"), "no module");
        try (TestCollection collection = TestCollection.start(server, TestCollection.LATER)) {
            assertThat(collection.get("readyz").statusCode()).isEqualTo(200);
            assertThat(collection.get("config/").body()).contains("v1.1.0");

            assertThat(collection.only().publishNow().weeks())
                    .singleElement()
                    .satisfies(week -> assertThat(week.lines()).isEqualTo(2));

            ChartSet charts = collection
                    .only()
                    .published()
                    .charts(Period.week(TestCollection.WEEK))
                    .orElseThrow();
            assertThat(charts.programs().get(0).charts().get(0).answers()).isEqualTo(1);
        }
    }

    private Path module(String version) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("log/modules/" + TestCollection.NAME + "/config"))) {
            return files.filter(file -> file.endsWith(version + ".zip"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
