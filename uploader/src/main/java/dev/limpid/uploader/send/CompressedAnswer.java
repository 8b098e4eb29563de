package dev.limpid.uploader.send;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** An answer as it is sent: packed if that makes it shorter. */
record CompressedAnswer(byte[] body, boolean packed) {

    /** Smaller answers grow when they are packed. */
    private static final int WORTH_PACKING = 256;

    static CompressedAnswer of(byte[] answer) throws IOException {
        if (answer.length < WORTH_PACKING) {
            return new CompressedAnswer(answer, false);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream(answer.length / 2 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(answer);
        }
        return new CompressedAnswer(packed.toByteArray(), true);
    }
}
