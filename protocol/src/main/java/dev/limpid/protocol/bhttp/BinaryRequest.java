package dev.limpid.protocol.bhttp;

import java.util.List;
import java.util.Optional;

/**
 * A request, without anything that concerns a connection. The content array is neither copied nor changed.
 *
 * @param method such as {@code POST}
 * @param scheme such as {@code https}
 * @param authority the host and port; empty if the field {@code host} gives them
 * @param path the path with the query, if there is one
 * @param content the content, which callers must not change
 */
public record BinaryRequest(
        String method,
        String scheme,
        String authority,
        String path,
        List<HeaderField> fields,
        byte[] content,
        List<HeaderField> trailers) {

    public BinaryRequest {
        fields = List.copyOf(fields);
        trailers = List.copyOf(trailers);
    }

    /** A request without trailers. */
    public BinaryRequest(
            String method, String scheme, String authority, String path, List<HeaderField> fields, byte[] content) {
        this(method, scheme, authority, path, fields, content, List.of());
    }

    /** The value of the first field of this name, if there is one. */
    public Optional<String> field(String name) {
        return HeaderField.first(fields, name);
    }

    /** The bytes in known-length form. */
    public byte[] bytes() {
        BinaryWriter out = new BinaryWriter();
        out.number(BinaryReader.KNOWN_REQUEST);
        out.text(method);
        out.text(scheme);
        out.text(authority);
        out.text(path);
        return out.rest(fields, content, trailers);
    }

    /**
     * Reads a request of either form.
     *
     * @throws MalformedMessageException if it is not a request
     */
    public static BinaryRequest read(byte[] bytes) throws MalformedMessageException {
        return new BinaryReader(bytes).request();
    }
}
