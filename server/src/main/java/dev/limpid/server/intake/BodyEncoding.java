package dev.limpid.server.intake;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.limpid.server.http.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Unpacks bodies, and stops as soon as there is more inside than there may be. */
final class BodyEncoding {

    /** zstd: at most 2^23 bytes of window, which is more than a report or an answer has; a packer may not make us set aside more. */
    private static final int ZSTD_WINDOW_LOG = 23;

    private final String what;
    private final int plainBytes;

    /** @param what what is packed, for messages */
    BodyEncoding(String what, int plainBytes) {
        this.what = what;
        this.plainBytes = plainBytes;
    }

    byte[] unpack(Upload upload) throws RefusedUpload {
        byte[] body = upload.body();
        byte[] plain = switch (upload.encoding()) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> unpack(body, "gzip", GzipBody::unpack);
            case "zstd" -> unpack(body, "zstd", BodyEncoding::unpackZstd);
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
                    "the " + what + " is longer than " + plainBytes + " bytes, expected at most as many");
        }
        return plain;
    }

    /** Unpacks, but no more than one byte beyond what is allowed. */
    private interface Unpacking {
        byte[] unpack(byte[] packed, int longest) throws IOException;
    }

    private byte[] unpack(byte[] body, String encoding, Unpacking unpacking) throws RefusedUpload {
        try {
            return unpacking.unpack(body, plainBytes);
        } catch (IOException e) {
            throw new RefusedUpload(
                    400, "malformed-encoding", "the body is not " + encoding + ", as its content encoding says it is");
        }
    }

    private static byte[] unpackZstd(byte[] packed, int longest) throws IOException {
        if (packed.length == 0) {
            throw new IOException("it has no frame"); // the stream takes nothing for the end of one
        }
        try (InputStream in =
                new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(packed)).setLongMax(ZSTD_WINDOW_LOG)) {
            return in.readNBytes(longest + 1);
        }
    }
}
