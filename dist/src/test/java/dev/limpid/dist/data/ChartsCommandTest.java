package dev.limpid.dist.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code limpid charts} draws from downloaded files what the server serves, or names the file that it cannot read. */
class ChartsCommandTest extends PublishedCollectionTestBase {

    @Test
    void errorPage_thatWasSavedAsData_isRecognised() throws IOException {
        Path page = Files.writeString(temp.resolve("2026-11-16.ndjson.zst"), "<!DOCTYPE html>\n<title>404</title>\n");

        assertThat(sample.run("charts", "--config", sample.configZip().toString(), page.toString())
                        .err())
                .contains("2026-11-16.ndjson.zst is not a file of published answers: it begins with \"<!DOCTYPE html>");
        assertThat(sample.run("query", "--data", page.toString(), "SELECT 1").err())
                .contains("2026-11-16.ndjson.zst is not a file of published answers");
    }

    @Test
    void charts_ofDownloadedFilesAreTheServedOnes() throws IOException {
        for (Period period : List.of(
                Period.week(PublishedSample.WEEKS.get(0)),
                Period.week(PublishedSample.WEEK),
                Period.monthOf(PublishedSample.WEEKS.get(0)))) {
            List<String> arguments = new ArrayList<>(List.of("charts", "--collection", PublishedSample.COLLECTION));
            arguments.addAll(List.of(
                    "--period", period.name(), "--config", sample.configZip().toString()));
            arguments.addAll(List.of(
                    "--provisional",
                    PublishedSample.WEEKS.get(1).toString(),
                    "--provisional",
                    PublishedSample.WEEK.toString()));
            sample.published("data").forEach(file -> arguments.add(file.toString()));

            PublishedSample.Result result = sample.run(arguments.toArray(String[]::new));

            assertThat(result.err()).isEmpty();
            assertThat(sample.bytes())
                    .isEqualTo(new String(sample.folder().chartsJson(period).orElseThrow(), UTF_8));
        }
    }

    @Test
    void charts_withoutAReadableFile_saysSo() throws IOException {
        Path torn = temp.resolve("torn.ndjson.zst");
        byte[] whole = Files.readAllBytes(sample.published("data").get(0));
        Files.write(torn, java.util.Arrays.copyOf(whole, whole.length / 2));

        PublishedSample.Result result =
                sample.run("charts", "--config", sample.configZip().toString(), torn.toString());

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("torn.ndjson.zst: ends at byte");
    }
}
