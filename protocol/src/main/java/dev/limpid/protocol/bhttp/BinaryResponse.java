package dev.limpid.protocol.bhttp;

import java.util.List;
import java.util.Optional;

/**
 * A response.
 *
 * @param informational the informational responses before it, with a status from 100 to 199; usually none
 * @param status from 200 to 599
 * @param content the content, which callers must not change
 */
public record BinaryResponse(
        List<Informational> informational,
        int status,
        List<HeaderField> fields,
        byte[] content,
        List<HeaderField> trailers) {

    /** An informational response before the final one. */
    public record Informational(int status, List<HeaderField> fields) {
        public Informational {
            fields = List.copyOf(fields);
        }
    }

    public BinaryResponse {
        informational = List.copyOf(informational);
        fields = List.copyOf(fields);
        trailers = List.copyOf(trailers);
    }

    /** A response without informational responses and trailers. */
    public BinaryResponse(int status, List<HeaderField> fields, byte[] content) {
        this(List.of(), status, fields, content, List.of());
    }

    /** The value of the first field of this name, if there is one. */
    public Optional<String> field(String name) {
        return HeaderField.first(fields, name);
    }

    /** The bytes in known-length form. */
    public byte[] bytes() {
        BinaryWriter out = new BinaryWriter();
        out.number(BinaryReader.KNOWN_RESPONSE);
        for (Informational before : informational) {
            out.number(before.status());
            out.fields(before.fields());
        }
        out.number(status);
        return out.rest(fields, content, trailers);
    }

    /**
     * Reads a response of either form.
     *
     * @throws MalformedMessageException if it is not a response
     */
    public static BinaryResponse read(byte[] bytes) throws MalformedMessageException {
        return new BinaryReader(bytes).response();
    }
}
