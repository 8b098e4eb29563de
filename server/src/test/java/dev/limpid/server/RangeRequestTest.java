package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.publish.PublishingRules.Cadence;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a file or a tile, and conditions (RFC 9110, 13 and 14). Late answers replace a week's file under its address. */
class RangeRequestTest {

    private static final String DAY = "data/2026-11-09.ndjson.zst";

    @TempDir
    Path folder;

    private TestCollection collection;
    private String whole;
    private String tag;

    @BeforeEach
    void publish() throws Exception {
        collection = start(TestCollection.LATER);
        collection.post("answers", TestCollection.ANSWER);
        collection.only().publishNow();
        whole = new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1);
        tag = ask("GET").header("ETag").orElseThrow();
    }

    /** A collection that is published again on every day on which an answer arrived. */
    private TestCollection start(Clock clock) throws Exception {
        CollectionSettings daily = new CollectionSettings(
                TestCollection.NAME,
                folder,
                Optional.empty(),
                CollectionSettings.of(TestCollection.NAME, folder).limits(),
                Optional.empty(),
                0,
                Cadence.DAILY,
                Optional.empty(),
                Optional.empty());
        return TestCollection.start(ServerSettings.local(List.of(daily)), clock);
    }

    @AfterEach
    void stop() throws Exception {
        collection.close();
    }

    @Test
    void part_isSentOnlyToWhoHasTheSameThing() throws Exception {
        assertThat(tag).matches("\"[0-9a-f]{64}\"");
        isPart(ask("GET", "Range: bytes=1-4", "If-Range: " + tag));
        isWhole(ask("GET", "Range: bytes=1-4", "If-Range: \"no\""));
        isWhole(ask("GET", "Range: bytes=1-4", "If-Range: W/" + tag));
        isWhole(ask("GET", "Range: bytes=1-4", "If-Range: " + tag.replace("\"", "")));
        isWhole(ask("GET", "Range: bytes=1-4", "If-Range: " + tag + ", " + tag));
        isWhole(ask("GET", "Range: bytes=1-4", "If-Range: *"));
        isWhole(ask("GET", "Range: bytes=1-4", "If-Range: Sat, 28 Nov 2026 00:00:00 GMT"));
        isWhole(ask("GET", "If-Range: " + tag));
    }

    @Test
    void downloadThatIsResumed_neverJoinsTwoRevisions() throws Exception {
        collection.post("answers", TestCollection.answer(7));
        collection.close();
        collection = start(Clock.offset(TestCollection.LATER, Duration.ofDays(1)));
        collection.only().publishNow();
        RawHttpConnection.Answer now = ask("GET", "Range: bytes=4-", "If-Range: " + tag);
        assertThat(now.status()).isEqualTo(200);
        assertThat(now.header("ETag").orElseThrow()).isNotEqualTo(tag);
        assertThat(ask("GET", "Range: bytes=4-", "If-Match: " + tag).status()).isEqualTo(412);
    }

    @Test
    void tag_staysWhatItIsWhateverHappensToTheFileButItsContent() throws Exception {
        Files.setLastModifiedTime(file(), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        assertThat(ask("GET").header("ETag")).contains(tag);
        String page = collection.get("privacy").headers().firstValue("ETag").orElseThrow();
        collection.close();
        collection = start(TestCollection.LATER);
        assertThat(ask("GET").header("ETag")).contains(tag);
        assertThat(page).matches("\"[0-9a-f]{32}\"");
    }

    @Test
    void preconditions_areAskedInTheirOrder() throws Exception {
        assertThat(ask("GET", "If-None-Match: " + tag).status()).isEqualTo(304);
        assertThat(ask("GET", "If-None-Match: \"a\", W/" + tag).status()).isEqualTo(304);
        assertThat(ask("GET", "If-None-Match: *", "Range: bytes=1-4").status()).isEqualTo(304);
        assertThat(ask("GET", "If-Match: \"a\"", "If-None-Match: " + tag).status())
                .isEqualTo(412);
        assertThat(ask("GET", "If-Match: W/" + tag).status()).isEqualTo(412);
        assertThat(ask("HEAD", "If-Match: \"a\"").status()).isEqualTo(412);
        isWhole(ask("GET", "If-Match: \"a\", " + tag));
        isWhole(ask("GET", "If-Match: *"));
        isWhole(ask("GET", "If-Modified-Since: Sat, 28 Nov 2099 00:00:00 GMT"));
        isWhole(ask("GET", "If-Unmodified-Since: Sat, 28 Nov 1999 00:00:00 GMT"));
        isPart(ask("GET", "If-Match: " + tag, "If-None-Match: \"a\"", "Range: bytes=1-4", "If-Range: " + tag));
    }

    @Test
    void head_hasNoRange() throws Exception {
        RawHttpConnection.Answer head = ask("HEAD", "Range: bytes=1-4");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).contains(Integer.toString(whole.length()));
    }

    /** Bytes in memory follow the same rules as a file. */
    @Test
    void partOfATileOfEntries_isSentByTheSameRules() throws Exception {
        String tile = "log/config/tile/entries/000.p/1";
        RawHttpConnection.Answer all = askFor("GET", tile);
        int size = all.body().length();
        RawHttpConnection.Answer end = askFor("GET", tile, "Range: bytes=-10");
        assertThat(end.status()).isEqualTo(206);
        assertThat(end.body()).isEqualTo(all.body().substring(size - 10));
        assertThat(end.header("Content-Range")).contains("bytes " + (size - 10) + "-" + (size - 1) + "/" + size);
        assertThat(end.header("ETag")).isEqualTo(all.header("ETag")).isPresent();
        assertThat(askFor("GET", tile, "Range: bytes=3-9").body())
                .isEqualTo(all.body().substring(3, 10));
        assertThat(askFor("GET", tile, "Range: bytes=" + size + "-").status()).isEqualTo(416);
        assertThat(askFor("GET", tile, "Range: bytes=-10", "If-Range: \"no\"").body())
                .isEqualTo(all.body());
        RawHttpConnection.Answer head = askFor("HEAD", tile, "Range: bytes=-10");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).contains(Integer.toString(size));
        assertThat(askFor("GET", "log/config/tile/0/000.p/1", "Range: bytes=-10")
                        .status())
                .as("hashes are always sent whole")
                .isEqualTo(200);
    }

    private void isPart(RawHttpConnection.Answer answer) {
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(whole.substring(1, 5));
        assertThat(answer.header("Content-Range")).contains("bytes 1-4/" + whole.length());
    }

    private void isWhole(RawHttpConnection.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(whole);
        assertThat(answer.header("Content-Range")).isEmpty();
    }

    private Path file() throws Exception {
        return collection.only().published().answers(TestCollection.WEEK).orElseThrow();
    }

    private RawHttpConnection.Answer ask(String method, String... headers) throws Exception {
        return askFor(method, DAY, headers);
    }

    private RawHttpConnection.Answer askFor(String method, String path, String... headers) throws Exception {
        try (RawHttpConnection rawHttpConnection = RawHttpConnection.to(collection.server())) {
            String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            rawHttpConnection.send(method + " /" + path + " HTTP/1.1\r\nHost: x\r\n" + lines + "\r\n");
            return method.equals("HEAD") ? rawHttpConnection.head() : rawHttpConnection.answer();
        }
    }
}
