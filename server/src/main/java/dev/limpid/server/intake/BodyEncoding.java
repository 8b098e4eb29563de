package dev.limpid.server.intake;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.limpid.server.http.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Unpacks bodies, and stops as soon as one is longer than allowed. */
final class BodyEncoding {

    /**
     * At most 2^23 bytes of window, more than any report or answer needs, so that a sender cannot make the server
     * allocate more.
     */
    private static final int ZSTD_WINDOW_LOG = 23;

    private final String what;
    private final int plainBytes;

    /** @param what the name of the content in messages */
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
                    "the " + what + " is longer than " + plainBytes + " bytes, expected at most that many");
        }
        return plain;
    }

    /** Unpacks at most one byte more than allowed. */
    private interface Unpacking {
        byte[] unpack(byte[] packed, int longest) throws IOException;
    }

    private byte[] unpack(byte[] body, String encoding, Unpacking unpacking) throws RefusedUpload {
        try {
            return unpacking.unpack(body, plainBytes);
        } catch (IOException e) {
            throw new RefusedUpload(
                    400, "malformed-encoding", "the body is not " + encoding + ", as its content encoding declares");
        }
    }

    private static byte[] unpackZstd(byte[] packed, int longest) throws IOException {
        if (packed.length == 0) {
            throw new IOException("it has no frame"); // the stream would accept it
        }
        try (InputStream in =
                new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(packed)).setLongMax(ZSTD_WINDOW_LOG)) {
            return in.readNBytes(longest + 1);
        }
    }
}
