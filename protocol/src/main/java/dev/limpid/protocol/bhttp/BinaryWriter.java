package dev.limpid.protocol.bhttp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a message in known-length form. For one message, once. For one thread at a time. */
final class BinaryWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    /** A variable-length integer (RFC 9000, section 16), in its shortest form. */
    void number(long value) {
        int lengthBits = value < 1 << 6 ? 0 : value < 1 << 14 ? 1 : value < 1 << 30 ? 2 : 3;
        int length = 1 << lengthBits;
        for (int i = length - 1; i >= 0; i--) {
            int octet = (int) (value >>> (Byte.SIZE * i)) & 0xff;
            out.write(i == length - 1 ? octet | lengthBits << 6 : octet);
        }
    }

    void text(String text) {
        counted(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void counted(byte[] bytes) {
        number(bytes.length);
        out.writeBytes(bytes);
    }

    void fields(List<HeaderField> fields) {
        BinaryWriter section = new BinaryWriter();
        for (HeaderField field : fields) {
            section.text(field.name());
            section.text(field.value());
        }
        counted(section.out.toByteArray());
    }

    byte[] rest(List<HeaderField> fields, byte[] content, List<HeaderField> trailers) {
        fields(fields);
        counted(content);
        fields(trailers);
        return out.toByteArray();
    }
}
