package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with an ambiguous end or an ambiguous host (RFC 9112, 3.2 and 6). */
class FramingTest {

    private static final String HIDDEN = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

    @TempDir
    static Path folder;

    private static TestCollection collection;

    @BeforeAll
    static void start() throws Exception {
        collection = TestCollection.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        collection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /healthz HTTP/1.1",
                "GET /healthz HTTP/1.1|Host: x|Host: y",
                "GET /healthz HTTP/1.1|Host: x|Host: x",
                "GET /healthz HTTP/1.0|Host: x|Host: y",
                "GET /healthz HTTP/1.1|Host: a b",
                "GET /healthz HTTP/1.1|Host: a, b",
                "GET /healthz HTTP/1.1|Host: u@x",
                "GET /healthz HTTP/1.1|Host: x/y",
                "GET /healthz HTTP/1.1|Host: x:80:90",
                "GET /healthz HTTP/1.1|Host : x",
                "GET /healthz HTTP/1.1| Host: x",
                "GET /healthz HTTP/1.1|Host: x|X: a| b",
                "GET /healthz HTTP/1.1|Host: x|X: a|\tb",
                "GET http:///healthz HTTP/1.1|Host: x",
                "GET http://u@x/healthz HTTP/1.1|Host: x",
                "GET /healthz HTTP/3.0|Host: x",
                "GET /healthz|Host: x",
                "GET  /healthz HTTP/1.1|Host: x",
                "GET /healthz  HTTP/1.1|Host: x",
                "GET /healthz HTTP/1.1 |Host: x",
                "GET\t/healthz HTTP/1.1|Host: x",
                "GET /healthz\tHTTP/1.1|Host: x",
                "GET\u000b/healthz HTTP/1.1|Host: x",
                "GET /healthz\fHTTP/1.1|Host: x",
                "|GET  /healthz HTTP/1.1|Host: x",
                "GET /healthz http/1.1|Host: x",
                "GET /healthz Http/1.1|Host: x",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Content-Length: 5|Content-Length: 5",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Content-Length: 5|Content-Length: 6",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Content-Length: 5, 5",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Content-Length: +5",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Content-Length: 0x5",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Content-Length: -5",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Content-Length: 5 5",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Content-Length: 99999999999999999999",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Content-Length: 5|Transfer-Encoding: chunked",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Transfer-Encoding: chunked|Content-Length: 5",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Transfer-Encoding: chunked, gzip",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Transfer-Encoding: chunked, chunked",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Transfer-Encoding: xchunked",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Transfer-Encoding: identity",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Transfer-Encoding: chunked|Transfer-Encoding: identity",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Transfer-Encoding:",
                "POST /upload/2026-11-16 HTTP/1.0|Host: x|Transfer-Encoding: chunked",
                "POST /upload/2026-11-16 HTTP/1.1|Host: x|Transfer-Encoding : chunked",
                "GET /healthz HTTP/1.1|Host: x|Content-Length: 5",
            })
    void unclearRequest_isRefusedAndNothingBehindItIsRead(String head) throws Exception {
        assertRefusedForGood(head.replace("|", "\r\n") + "\r\n\r\n" + HIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /healthz HTTP/1.1\nHost: x\n\n",
                "GET /healthz HTTP/1.1\r\nHost: x\nX: y\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\n\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n",
                "GET /healthz HTTP/1.1\rHost: x\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n",
                " GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
                "\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /upload/2026-11-16 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\n12345\r\n0\r\n\r\n",
                "POST /upload/2026-11-16 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;a\nb\r\n12345\r\n0\r\n\r\n",
                "POST /upload/2026-11-16 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345xx0\r\n\r\n",
                "POST /upload/2026-11-16 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n12345\r\n0\r\n\r\n",
                "POST /upload/2026-11-16 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0x5\r\n12345\r\n0\r\n\r\n",
            })
    void lineThatDoesNotEndWithCrLf_isRefused(String request) throws Exception {
        assertRefusedForGood(request + HIDDEN);
    }

    @Test
    void headWithMoreThanAHundredHeaderLines_isRefused() throws Exception {
        String begin = "GET /healthz HTTP/1.1\r\nHost: x\r\n";
        try (RawHttpConnection rawHttpConnection = RawHttpConnection.to(collection.server())) {
            rawHttpConnection.send(begin + "a:\r\n".repeat(99) + "\r\n");
            assertThat(rawHttpConnection.answer().status()).isEqualTo(200);
            rawHttpConnection.send(begin + "a:\r\n".repeat(101)); // and no end
            assertThat(rawHttpConnection.answer().status()).isEqualTo(431);
        }
    }

    /**
     * The beginning of a TLS, RDP or SOCKS client's first message, or of the PROXY protocol's second version: no line ends in it.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001\0\u00b0\u0001\0\0\u00ac\u0003\u0003",
                "\u0003\0\0\u0013\u000e\u00e0\0\0\0\0\0\u0001\0\u0008\0\u0003\0\0\0",
                "\u0005\u0001\0",
                "\0",
                "\r\u0016",
                "\r\n\r\n\0",
                "\u0080GET",
            })
    void senderWhoseFirstByteBeginsNoRequest_isRefusedAtOnce(String begin) throws Exception {
        assertRefusedForGood(begin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\r\nX: y\r\n\r\n",
                "0\r\nX: y\r\n z\r\n\r\n",
                "0\n\r\n",
                "2\n{}\r\n0\r\n\r\n",
                "2;a\n{}\r\n0\r\n\r\n",
                "+2\r\n{}\r\n0\r\n\r\n",
                "0x2\r\n{}\r\n0\r\n\r\n",
                "-2\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}0\r\n\r\n",
                "2\r\n{}\n0\r\n\r\n",
                "\r\n2\r\n{}\r\n0\r\n\r\n",
                "100000000000000002\r\n{}\r\n0\r\n\r\n",
            })
    void chunksThatMayBeReadInTwoWays_areRefused(String chunks) throws Exception {
        assertRefusedForGood(
                "POST /upload/2026-11-16 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + HIDDEN);
    }

    /** The server answers 400 with a sentence, reads nothing more, disconnects, and has stored nothing. */
    private static void assertRefusedForGood(String sent) throws Exception {
        try (RawHttpConnection rawHttpConnection = RawHttpConnection.to(collection.server())) {
            rawHttpConnection.socket().setSoTimeout(10_000); // half of what a head may take
            RawHttpConnection.Answer answer = rawHttpConnection.send(sent).answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.isFinal()).as("final: %s", answer.lines()).isFalse();
            assertThat(answer.body()).matches("[^\n]{10,300}\n");
            rawHttpConnection.socket().shutdownOutput();
            assertThat(rawHttpConnection.isHungUp()).isTrue();
        }
        assertThat(collection.stored()).isEmpty();
        collection.awaitNothingUnderWay();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, chunked", "GZIP,chunked", "x\r\nTransfer-Encoding: chunked"})
    void unknownTransferCoding_isNotTakenForChunked(String coding) throws Exception {
        try (RawHttpConnection rawHttpConnection = RawHttpConnection.to(collection.server())) {
            RawHttpConnection.Answer answer = rawHttpConnection
                    .send("POST /upload/2026-11-16 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: " + coding
                            + "\r\n\r\n5\r\n12345\r\n0\r\n\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.isFinal()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /healthz HTTP/1.0",
                "GET /healthz HTTP/1.1|Host:",
                "GET /healthz HTTP/1.1|hOST:x:8080",
                "GET /healthz HTTP/1.1|Host: [::1]:80",
                "GET HTTP://x:80/healthz HTTP/1.1|Host: y",
                "\r\nGET /healthz HTTP/1.1|Host: x",
            })
    void plainRequest_isUnderstood(String head) throws Exception {
        try (RawHttpConnection rawHttpConnection = RawHttpConnection.to(collection.server())) {
            RawHttpConnection.Answer answer = rawHttpConnection
                    .send(head.replace("|", "\r\n") + "\r\n\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void postWithoutALength_isAskedForOne() throws Exception {
        try (RawHttpConnection rawHttpConnection = RawHttpConnection.to(collection.server())) {
            RawHttpConnection.Answer answer = rawHttpConnection
                    .send("POST /upload/2026-11-16 HTTP/1.1\r\nHost: x\r\n\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(411);
            assertThat(answer.isFinal()).isFalse();
        }
    }

    @Test
    void hostOfNoCollection_isAnswered421AndCostsNobodyAReport() throws Exception {
        CollectionSettings elsewhere = new CollectionSettings(
                "elsewhere.example.org",
                folder.resolve("elsewhere"),
                Optional.of(URI.create("https://elsewhere.example.org/tool/")),
                CollectionSettings.of("elsewhere.example.org", folder).limits(),
                Optional.empty());
        String body = TestCollection.REPORT;
        String rest = "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (TestCollection named = TestCollection.start(ServerSettings.local(List.of(elsewhere)))) {
            for (String request : List.of(
                    "421 /tool/upload/2026-11-16 HTTP/1.1\r\nHost: backend:8080",
                    "421 http://backend/tool/upload/2026-11-16 HTTP/1.1\r\nHost: elsewhere.example.org",
                    "404 /upload/2026-11-16 HTTP/1.1\r\nHost: elsewhere.example.org",
                    "200 /tool/upload/2026-11-16 HTTP/1.1\r\nHost: Elsewhere.example.org.:443",
                    "200 https://elsewhere.example.org/tool/upload/2026-11-16 HTTP/1.1\r\nHost: backend")) {
                try (RawHttpConnection rawHttpConnection = RawHttpConnection.to(named.server())) {
                    RawHttpConnection.Answer answer = rawHttpConnection
                            .send("POST " + request.substring(4) + rest)
                            .answer();
                    assertThat(answer.status()).as(request).isEqualTo(Integer.parseInt(request.substring(0, 3)));
                    assertThat(answer.isFinal()).isFalse();
                }
            }
        }
    }
}
