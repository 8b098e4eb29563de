package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.limpid.server.intake.IntakeLimits;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that are wrong in many ways, over real sockets: none gets a 5xx, none leaves memory allocated, and afterwards
 * the server works as before. {@code -Dlimpid.fuzz.requests=1000000} runs the long form, which also prints the speed of
 * each tenth and the memory in use after it.
 */
class HttpFuzzTest {

    private static final int REQUESTS = Integer.getInteger("limpid.fuzz.requests", 4_000);
    /** Memory that the virtual machine itself may need meanwhile, such as constants of compiled code. */
    private static final long MAY_GROW = 4 << 20;

    @TempDir
    Path folder;

    private final Random random = new Random(42);

    @Test
    void server_answersEveryWrongRequestAndStaysAsItWas() throws Exception {
        CollectionSettings unlimited = CollectionSettings.of(TestCollection.NAME, folder)
                .withLimits(new IntakeLimits(0, 0, Duration.ofDays(21), Duration.ofDays(365), 0));
        try (TestCollection collection = TestCollection.start(ServerSettings.local(List.of(unlimited)))) {
            int answered = 0;
            long begun = System.nanoTime();
            long early = 0;
            for (int i = 1; i <= REQUESTS; i++) {
                int status = send(collection.server(), request());
                assertThat(status).as("status of request %d", i).isLessThan(500);
                answered += status > 0 ? 1 : 0;
                if (i % (REQUESTS / 10) == 0) {
                    double seconds = (System.nanoTime() - begun) / 1e9;
                    collection.awaitNothingUnderWay();
                    long used = usedBytes();
                    early = early == 0 ? used : early;
                    assertThat(used).as("bytes in use after %d requests", i).isLessThan(early + MAY_GROW);
                    if (REQUESTS >= 100_000) {
                        System.out.printf(
                                "%,d requests, %,d answered; this tenth: %,.0f/s; %,d KB in use%n",
                                i, answered, REQUESTS / 10.0 / seconds, used >> 10);
                    }
                    begun = System.nanoTime();
                }
            }
            assertThat(answered).isGreaterThan(REQUESTS / 2);
            assertThat(collection.post("answers", TestCollection.ANSWER).statusCode())
                    .isEqualTo(200);
            // A changed digit may have made another valid report; every accepted report is valid.
            List<String> stored = collection.stored();
            assertThat(stored).contains(TestCollection.ANSWER).doesNotHaveDuplicates();
            for (String answer : stored) {
                assertThat(collection.post("answers", answer).statusCode()).isEqualTo(200);
            }
            assertThat(collection.stored()).hasSameSizeAs(stored);
            collection.awaitNothingUnderWay();
        }
    }

    /** What is reachable on the heap, and the memory outside of it. */
    private static long usedBytes() {
        System.gc();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + direct;
    }

    /** The status of the response, or 0 if the server disconnected without one. */
    private static int send(CollectionServer server, byte[] request) throws IOException {
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(request);
                socket.shutdownOutput();
            } catch (IOException e) {
                // The server may disconnect before it has received all of the nonsense; its response may still be
                // there.
            }
            byte[] head = new byte[12];
            int length = socket.getInputStream().readNBytes(head, 0, head.length);
            drain(socket.getInputStream());
            String line = new String(head, 0, length, StandardCharsets.US_ASCII);
            return line.matches("HTTP/1.1 [0-9]{3}") ? Integer.parseInt(line.substring(9)) : 0;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no answer within 5 s to " + new String(request, StandardCharsets.ISO_8859_1), e);
        } catch (IOException e) {
            return 0;
        }
    }

    private static void drain(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    private byte[] request() throws IOException {
        byte[] body = body();
        String encoding = pick("identity", "identity", "gzip", "zstd", "br", "GZIP, zstd", "\u00e9");
        byte[] sent = random.nextInt(3) > 0 ? packed(body, encoding) : body;
        String length = random.nextInt(5) > 0
                ? Integer.toString(sent.length)
                : pick("0", "-1", "99999999999999999999", "1e3", "", Integer.toString(sent.length + 1), "5, 5");
        String head = pick("POST", "POST", "POST", "GET", "HEAD", "PUT", "OPTIONS", "\u0000", "POST\tX")
                + " "
                + pick(
                        "/upload/2026-11-16",
                        "/upload/2026-11-16",
                        "/upload/",
                        "/upload/../x",
                        "/%00",
                        "/%zz",
                        "/",
                        "/data/../../etc/passwd",
                        "http://[::1",
                        "*",
                        "/log/" + "a".repeat(random.nextInt(5000)),
                        "//")
                + " " + pick("HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/9.9", "FTP/1", "")
                + "\r\nHost: " + pick("localhost", "", "a b", "[::1]:80") + "\r\n"
                + pick(
                        "",
                        "",
                        "Transfer-Encoding: chunked\r\n",
                        "Expect: 100-continue\r\n",
                        "Expect: x\r\n",
                        "X: " + "y".repeat(random.nextInt(20_000)) + "\r\n",
                        "Range: bytes=-0\r\n",
                        ": \r\n",
                        "X-Forwarded-For: ,,,::\r\n")
                + "Content-Encoding: " + encoding + "\r\nContent-Length: " + length + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(head.getBytes(StandardCharsets.UTF_8));
        request.write(sent);
        byte[] bytes = request.toByteArray();
        if (random.nextInt(4) == 0) {
            for (int i = random.nextInt(8); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    private byte[] body() {
        String report = TestCollection.REPORT;
        return switch (random.nextInt(8)) {
            case 0 ->
                report.replace("0.25", pick("1e999", "-0", "NaN", "1.0", "0.2500000000000000000000001", "\"x\""))
                        .getBytes(StandardCharsets.UTF_8);
            case 1 ->
                report.replace(":3}", ":" + pick("3.5", "-3", "1e3", "99999999999999999999999", "null", "[]") + "}")
                        .getBytes(StandardCharsets.UTF_8);
            case 2 -> "[".repeat(random.nextInt(50_000)).getBytes(StandardCharsets.UTF_8);
            case 3 ->
                report.replace("tool/start", "\\u0000\\ud800" + "x".repeat(random.nextInt(9_000)))
                        .getBytes(StandardCharsets.UTF_8);
            case 4 -> new byte[random.nextInt(600_000)];
            case 5 -> (report + report).getBytes(StandardCharsets.UTF_8);
            case 6 -> {
                byte[] bytes = report.getBytes(StandardCharsets.UTF_8);
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                yield bytes;
            }
            default ->
                report.replace("v1.0.0", pick("v9.9.9", "v1.0", "../../x", "")).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] packed(byte[] body, String encoding) throws IOException {
        if (encoding.equals("zstd")) {
            return Zstd.compress(body);
        }
        if (encoding.equals("gzip")) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(body);
            }
            return packed.toByteArray();
        }
        return body;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
