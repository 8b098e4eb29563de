package dev.limpid.protocol.bhttp;

import java.util.List;
import java.util.Optional;

/**
 * A response.
 *
 * @param informational what came before it, with a status from 100 to 199; commonly nothing
 * @param status from 200 to 599
 * @param content the receiver does not change it
 */
public record BinaryResponse(
        List<Informational> informational, int status, List<Field> fields, byte[] content, List<Field> trailers) {

    /** What came before the response. */
    public record Informational(int status, List<Field> fields) {
        public Informational {
            fields = List.copyOf(fields);
        }
    }

    public BinaryResponse {
        informational = List.copyOf(informational);
        fields = List.copyOf(fields);
        trailers = List.copyOf(trailers);
    }

    /** A response with nothing before or after it. */
    public BinaryResponse(int status, List<Field> fields, byte[] content) {
        this(List.of(), status, fields, content, List.of());
    }

    /** The value of the first field of this name, if there is one. */
    public Optional<String> field(String name) {
        return Field.first(fields, name);
    }

    /** The bytes of its known-length form. */
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
     * @throws MalformedMessageException if it is none
     */
    public static BinaryResponse read(byte[] bytes) throws MalformedMessageException {
        return new BinaryReader(bytes).response();
    }
}
