package dev.limpid.server.upload;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.limpid.server.http.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Unpacks bodies, and stops as soon as there is more inside than a report may have. */
final class BodyEncoding {

    /** zstd: at most 2^23 bytes of window, which is more than a report has; a packer may not make us set aside more. */
    private static final int ZSTD_WINDOW_LOG = 23;

    private final int plainBytes;

    BodyEncoding(int plainBytes) {
        this.plainBytes = plainBytes;
    }

    byte[] unpack(Upload upload) throws RefusedUpload {
        byte[] body = upload.body();
        byte[] plain = switch (upload.encoding()) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> unpack(body, "gzip");
            case "zstd" -> unpack(body, "zstd");
            default ->
                throw new RefusedUpload(
                        415,
                        "unknown-encoding",
                        "the body's content encoding is unknown, expected identity, gzip or zstd");
        };
        if (plain.length > plainBytes) {
            throw new RefusedUpload(
                    413,
                    "body-too-large",
                    "the report is longer than " + plainBytes + " bytes, expected at most as many");
        }
        return plain;
    }

    private byte[] unpack(byte[] body, String encoding) throws RefusedUpload {
        try (InputStream in = open(body, encoding)) {
            return in.readNBytes(plainBytes + 1);
        } catch (IOException e) {
            throw new RefusedUpload(
                    400, "malformed-encoding", "the body is not " + encoding + ", as its content encoding says it is");
        }
    }

    private static InputStream open(byte[] body, String encoding) throws IOException {
        InputStream packed = new ByteArrayInputStream(body);
        return encoding.equals("gzip")
                ? new GZIPInputStream(packed)
                : new ZstdInputStreamNoFinalizer(packed).setLongMax(ZSTD_WINDOW_LOG);
    }
}
