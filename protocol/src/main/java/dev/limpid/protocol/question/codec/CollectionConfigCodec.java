package dev.limpid.protocol.question.codec;

import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.protocol.question.CollectionConfig;

/** Collection configurations as JSON, in the form of {@code spec/questions.md}. */
public final class CollectionConfigCodec {

    private CollectionConfigCodec() {}

    /** The canonical form of a configuration, for the module that the log serves. It does not contain the version. */
    public static byte[] toJson(CollectionConfig config) {
        return CollectionConfigWriter.write(config);
    }

    /** A form that clients of golang.org/x/telemetry read. It asks for no more than the configuration does. */
    public static byte[] toGoJson(CollectionConfig config) {
        return GoConfigWriter.write(config);
    }

    /**
     * Reads a configuration.
     *
     * @param version the version under which it was served
     * @throws MalformedCollectionConfigException if it is not a configuration; the message says where and what was expected
     */
    public static CollectionConfig read(byte[] json, String version) throws MalformedCollectionConfigException {
        try {
            return CollectionConfigReader.read(json, version);
        } catch (MalformedJsonException e) {
            throw new MalformedCollectionConfigException(String.valueOf(e.getMessage()), e);
        }
    }
}
