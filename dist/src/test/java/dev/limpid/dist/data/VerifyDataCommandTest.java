package dev.limpid.dist.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.SignerKey;
import dev.limpid.tlog.note.VerifierKey;
import dev.limpid.tlog.tile.EntryTile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code limpid verify-data} on a correct collection, and on collections that somebody changed. */
class VerifyDataCommandTest extends PublishedCollectionTestBase {

    @Test
    void verifyData_findsAllOfItAsItShouldBe() throws IOException {
        PublishedSample.Result result = verify();

        assertThat(result.out())
                .contains("The log contains 1 configuration and 1 publication.")
                .contains("Downloaded 3 weeks with 120 answers.")
                .endsWith("Everything is as it should be." + System.lineSeparator());
        assertThat(result.code()).isZero();
        assertThat(verify("--json").out()).isEqualToNormalizingNewlines("""
                {
                  "configurations" : 1,
                  "publications" : 1,
                  "weeks" : 3,
                  "answers" : 120,
                  "periods" : %d,
                  "problems" : [ ]
                }
                """.formatted(
                        sample.folder().publication().charts().size()));
    }

    @Test
    void verifyData_replacesWhatWasKeptBefore() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("kept"));
        Path kept = Files.write(folder.resolve(PublishedSample.WEEK + ".ndjson.zst"), new byte[1 << 16]);

        assertThat(verify("--keep", folder.toString()).code()).isZero();

        assertThat(kept)
                .hasSameBinaryContentAs(
                        sample.folder().answers(PublishedSample.WEEK).orElseThrow());
    }

    @Test
    void verifyData_namesChartsThatWereChanged() throws IOException {
        Path file = sample.published("charts").stream()
                .filter(one -> one.getFileName().toString().startsWith("2026-11-02."))
                .findFirst()
                .orElseThrow();
        Files.writeString(file, Files.readString(file).replaceFirst("\"Answers\":\\d+", "\"Answers\":1"));

        PublishedSample.Result result = verify();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("WRONG: the digest of the charts of 2026-11-02 is")
                .contains("WRONG: the charts of 2026-11-02 differ when recomputed");
    }

    @Test
    void verifyData_namesAnswersThatWereLeftOutEvenIfTheIndexWasChangedToo() throws IOException {
        Path index = temp.resolve("collection/published/index.json");
        String text = Files.readString(index);
        Files.writeString(index, text.replaceFirst("\"Answers\":\\d+", "\"Answers\":1"));

        PublishedSample.Result result = verify();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("WRONG: the index lists different answers from the log");
    }

    @Test
    void verifyData_namesTheWeekOfWhichAByteWasChanged() throws IOException {
        Path file = sample.published("data").get(1);
        byte[] answers = Files.readAllBytes(file);
        answers[answers.length / 2] ^= 4;
        Files.write(file, answers);

        PublishedSample.Result result = verify();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("WRONG: the digest of the answers of 2026-10-26 is")
                .contains("WRONG: no chart is recomputed")
                .doesNotContain("2026-10-19 is", "2026-11-02 is");
    }

    @Test
    void verifyData_namesTheTreeWhoseEntriesWereSwapped() throws Exception {
        sample.publishOneMore();
        Path entries = sample.only("entries/000");
        List<byte[]> logged = new ArrayList<>(EntryTile.decode(Files.readAllBytes(entries)));
        assertThat(logged).hasSize(2);
        Collections.swap(logged, 0, 1);
        Files.write(entries, EntryTile.encode(logged));

        PublishedSample.Result result = verify();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("WRONG: the data tree of 2 entries hashes to ");
    }

    @Test
    void verifyData_namesTheManifestThatIsNotTheLoggedOne() throws IOException {
        sample.publishOneMore();
        Path first = sample.only("v0.1.0.zip");
        Files.copy(sample.only("v0.2.0.zip"), first, StandardCopyOption.REPLACE_EXISTING);

        PublishedSample.Result result = verify();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("WRONG: ").contains("v0.1.0");
    }

    /** What is published during a check is not a fault of the collection. */
    @Test
    void verifyData_whileSomethingIsPublished_looksAgain() throws Exception {
        // After the index was read, between the head and the entries of the log, after the log, after the answers.
        Deque<String> moments =
                new ArrayDeque<>(List.of("/config/checkpoint", "/data/tile/", "2026-10-26.ndjson.zst", "/charts/"));
        HttpServer between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        between.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (!moments.isEmpty() && path.contains(moments.getFirst())) {
                moments.removeFirst();
                sample.publishOneMore();
            }
            byte[] body = new Download(sample.server().url()).bytes(path.substring(1));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        between.start();
        try {
            PublishedSample.Result result =
                    verify("http://127.0.0.1:" + between.getAddress().getPort() + "/", List.of());
            assertThat(moments).isEmpty();
            assertThat(result.out())
                    .contains("Something was published meanwhile, so everything is checked again.")
                    .endsWith("Everything is as it should be." + System.lineSeparator());
            assertThat(result.code()).isZero();
        } finally {
            between.stop(0);
        }
    }

    @Test
    void verifyData_refusesALogThatSomebodyElseSigned() throws IOException {
        SignerKey other =
                SignerKey.generate(PublishedSample.COLLECTION + "/config", KeyType.ED25519, new SecureRandom());
        VerifierKey data = sample.collection().logFacts().dataKeys().get(0);

        PublishedSample.Result result = sample.run(
                "verify-data",
                sample.server().url().toString(),
                "--key",
                other.verifierKey().toString(),
                "--key",
                data.toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("WRONG: ");
    }

    @Test
    void verifyData_withTheKeyOfOneTreeOnly_saysWhichIsMissing() throws IOException {
        var facts = sample.collection().logFacts();
        String url = sample.server().url().toString();

        PublishedSample.Result data = sample.run(
                "verify-data", url, "--key", facts.verifierKeys().get(0).toString());
        assertThat(data.code()).isEqualTo(2);
        assertThat(data.err()).contains("the key of the data tree is missing");
        assertThat(data.out()).doesNotContain("WRONG");

        PublishedSample.Result config =
                sample.run("verify-data", url, "--key", facts.dataKeys().get(0).toString());
        assertThat(config.code()).isEqualTo(2);
        assertThat(config.err()).contains("the key of the config tree is missing");
    }

    private PublishedSample.Result verify(String... more) throws IOException {
        return verify(sample.server().url().toString(), List.of(more));
    }

    private PublishedSample.Result verify(String url, List<String> more) throws IOException {
        var facts = sample.collection().logFacts();
        List<String> arguments = new ArrayList<>(List.of("verify-data", url));
        arguments.addAll(List.of("--key", facts.verifierKeys().get(0).toString()));
        arguments.addAll(List.of("--key", facts.dataKeys().get(0).toString()));
        arguments.addAll(more);
        return sample.run(arguments.toArray(String[]::new));
    }
}
