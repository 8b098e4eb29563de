package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A body must be packed as it declares, from its first byte to its last; otherwise it is refused. */
class CompressedBodyTest {

    private static final byte[] REPORT = TestCollection.REPORT.getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void packedBody_isTakenIfItIsWhatItSays() throws Exception {
        Map<String, byte[]> good = new TreeMap<>();
        good.put("gzip", gzip(REPORT));
        good.put("gzip in two members", join(gzip(part(0, 50)), gzip(part(50, REPORT.length))));
        good.put("gzip with an empty member", join(gzip(REPORT), gzip(new byte[0])));
        good.put("gzip with a name, a comment, more and a checksum of all that", described(true));
        good.put("zstd", Zstd.compress(REPORT));
        good.put("zstd in two frames", join(Zstd.compress(part(0, 50)), Zstd.compress(part(50, REPORT.length))));
        Map<String, byte[]> bad = new TreeMap<>();
        byte[] packed = gzip(REPORT);
        bad.put("gzip and junk", join(packed, "junk".getBytes(StandardCharsets.UTF_8)));
        bad.put("gzip and a zero", join(packed, new byte[1]));
        bad.put("gzip and the beginning of another", join(packed, Arrays.copyOf(packed, 12)));
        bad.put("gzip of another checksum", changed(packed, packed.length - 8));
        bad.put("gzip of another length", changed(packed, packed.length - 1));
        bad.put("gzip without its end", Arrays.copyOf(packed, packed.length - 8));
        bad.put("gzip cut short", Arrays.copyOf(packed, 40));
        bad.put("gzip with a reserved flag", changed(packed, 3));
        bad.put("gzip of a wrong header", described(false));
        bad.put("gzip of nothing at all", new byte[0]);
        bad.put("zstd and junk", join(Zstd.compress(REPORT), "junk".getBytes(StandardCharsets.UTF_8)));
        bad.put("zstd cut short", Arrays.copyOf(Zstd.compress(REPORT), 40));
        bad.put("zstd that is gzip", packed);
        bad.put("zstd of nothing at all", new byte[0]);
        try (TestCollection collection = TestCollection.start(folder)) {
            for (Map.Entry<String, byte[]> one : good.entrySet()) {
                assertThat(post(collection, one).status()).as(one.getKey()).isEqualTo(200);
            }
            assertThat(collection.stored()).containsExactly(TestCollection.ANSWER);
            for (Map.Entry<String, byte[]> one : bad.entrySet()) {
                RawHttpConnection.Answer answer = post(collection, one);
                assertThat(answer.status()).as(one.getKey()).isEqualTo(400);
                assertThat(answer.header("Limpid-Refusal")).contains("malformed-encoding");
                assertThat(answer.isFinal()).as("it was damaged on the way").isFalse();
            }
            collection.awaitNothingUnderWay();
        }
    }

    private static RawHttpConnection.Answer post(TestCollection collection, Map.Entry<String, byte[]> body)
            throws IOException {
        try (RawHttpConnection rawHttpConnection = RawHttpConnection.to(collection.server())) {
            return rawHttpConnection
                    .send("POST /upload/2026-11-16 HTTP/1.1\r\nHost: x\r\nContent-Encoding: "
                            + body.getKey().substring(0, 4) + "\r\nContent-Length: " + body.getValue().length
                            + "\r\n\r\n")
                    .send(body.getValue())
                    .answer();
        }
    }

    private static byte[] part(int from, int to) {
        return Arrays.copyOfRange(REPORT, from, to);
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    private static byte[] changed(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) 0x80;
        return changed;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    /** A header with every field of RFC 1952. */
    private static byte[] described(boolean right) throws IOException {
        byte[] plain = gzip(REPORT);
        byte[] header = Arrays.copyOf(plain, 10);
        header[3] = 2 | 4 | 8 | 16;
        byte[] all = join(header, "\3\0abcname\0comment\0".getBytes(StandardCharsets.ISO_8859_1));
        CRC32 crc = new CRC32();
        crc.update(all);
        long sum = right ? crc.getValue() : crc.getValue() + 1;
        return join(join(all, new byte[] {(byte) sum, (byte) (sum >> 8)}), Arrays.copyOfRange(plain, 10, plain.length));
    }
}
