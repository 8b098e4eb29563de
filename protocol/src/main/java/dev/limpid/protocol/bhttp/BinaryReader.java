package dev.limpid.protocol.bhttp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a message of RFC 9292 in either form. Empty sections at the end can be missing (section 3.8), and only zeros
 * may follow the message. For one message, once. For one thread at a time.
 */
final class BinaryReader {

    static final int KNOWN_REQUEST = 0;
    static final int KNOWN_RESPONSE = 1;
    private static final int INDETERMINATE_REQUEST = 2;
    private static final int INDETERMINATE_RESPONSE = 3;

    /** More fields than any of our messages has, and few enough to be cheap to read. */
    private static final int MOST_FIELDS = 256;

    private final byte[] bytes;
    private int at;
    private int fieldsRead;

    BinaryReader(byte[] bytes) {
        this.bytes = bytes;
    }

    BinaryRequest request() throws MalformedMessageException {
        long framing = number("framing indicator");
        if (framing != KNOWN_REQUEST && framing != INDETERMINATE_REQUEST) {
            throw malformed("has the framing indicator " + framing, "0 or 2, a request's");
        }
        boolean known = framing == KNOWN_REQUEST;
        String method = text("method");
        if (method.isEmpty() || !method.chars().allMatch(HeaderField::isTokenChar)) {
            throw malformed("has a method that is not a token", "one like POST");
        }
        String scheme = text("scheme");
        String authority = text("authority");
        String path = text("path");
        requireVisible("scheme", scheme);
        requireVisible("authority", authority);
        requireVisible("path", path);
        List<HeaderField> fields = fields(known);
        byte[] content = content(known);
        BinaryRequest request = new BinaryRequest(method, scheme, authority, path, fields, content, fields(known));
        requirePadding();
        return request;
    }

    BinaryResponse response() throws MalformedMessageException {
        long framing = number("framing indicator");
        if (framing != KNOWN_RESPONSE && framing != INDETERMINATE_RESPONSE) {
            throw malformed("has the framing indicator " + framing, "1 or 3, a response's");
        }
        boolean known = framing == KNOWN_RESPONSE;
        List<BinaryResponse.Informational> informational = new ArrayList<>();
        long status = number("status");
        while (status >= 100 && status < 200) {
            informational.add(new BinaryResponse.Informational((int) status, fields(known)));
            status = number("status");
        }
        if (status < 200 || status > 599) {
            throw malformed("has the status " + status, "200 to 599");
        }
        List<HeaderField> fields = fields(known);
        byte[] content = content(known);
        BinaryResponse response = new BinaryResponse(informational, (int) status, fields, content, fields(known));
        requirePadding();
        return response;
    }

    private List<HeaderField> fields(boolean known) throws MalformedMessageException {
        if (at == bytes.length) {
            return List.of();
        }
        return known ? knownFields() : indeterminateFields();
    }

    private List<HeaderField> knownFields() throws MalformedMessageException {
        int end = length("field section") + at;
        List<HeaderField> fields = new ArrayList<>();
        while (at < end) {
            fields.add(field(text("field's name")));
            if (at > end) {
                throw malformed("has a field that ends after its section", "one that ends within it");
            }
        }
        return fields;
    }

    private List<HeaderField> indeterminateFields() throws MalformedMessageException {
        List<HeaderField> fields = new ArrayList<>();
        for (String name = text("field's name"); !name.isEmpty(); name = text("field's name")) {
            fields.add(field(name));
        }
        return fields;
    }

    private HeaderField field(String name) throws MalformedMessageException {
        if (++fieldsRead > MOST_FIELDS) {
            throw malformed("has more than " + MOST_FIELDS + " fields", "fewer");
        }
        String value = text("field's value");
        Optional<String> wrong = HeaderField.problem(name, value);
        if (wrong.isPresent()) {
            throw malformed("is not valid HTTP: " + wrong.get(), "valid fields");
        }
        return new HeaderField(name, value);
    }

    private byte[] content(boolean known) throws MalformedMessageException {
        if (at == bytes.length) {
            return new byte[0];
        }
        int length = length("content");
        if (known) {
            return next(length);
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream(length);
        while (length > 0) {
            content.writeBytes(next(length));
            length = length("content's next part");
        }
        return content.toByteArray();
    }

    private String text(String what) throws MalformedMessageException {
        return new String(next(length(what)), StandardCharsets.ISO_8859_1);
    }

    private byte[] next(int length) {
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** The length of the next item. The message contains that many more bytes. */
    private int length(String of) throws MalformedMessageException {
        long length = number("length of the " + of);
        if (length > bytes.length - at) {
            throw malformed(
                    "ends " + (bytes.length - at) + " bytes after the length of the " + of, length + " bytes there");
        }
        return (int) length;
    }

    private long number(String what) throws MalformedMessageException {
        if (at == bytes.length) {
            throw malformed("ends before its " + what, "one");
        }
        int length = 1 << ((bytes[at] & 0xff) >>> 6);
        if (length > bytes.length - at) {
            throw malformed("ends within its " + what, length + " bytes of it");
        }
        long value = bytes[at] & 0x3f;
        for (int i = 1; i < length; i++) {
            value = value << Byte.SIZE | (bytes[at + i] & 0xff);
        }
        at += length;
        return value;
    }

    private void requireVisible(String part, String text) throws MalformedMessageException {
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw malformed("has blanks or control characters in its " + part, "visible ASCII characters");
        }
    }

    private void requirePadding() throws MalformedMessageException {
        while (at < bytes.length) {
            if (bytes[at] != 0) {
                throw malformed("has more after its end", "only zeros there");
            }
            at++;
        }
    }

    private MalformedMessageException malformed(String does, String expected) {
        return new MalformedMessageException(
                "the binary HTTP message " + does + ", at byte " + at + ", expected " + expected);
    }
}
