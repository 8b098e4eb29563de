package dev.limpid.protocol.config;

/** Collection configurations as JSON, in the form of {@code spec/upload-config.md}. */
public final class UploadConfigCodec {

    private UploadConfigCodec() {}

    /** The one rendering of a configuration, for the module that the log serves. Its version is not part of it. */
    public static byte[] toJson(UploadConfig config) {
        return UploadConfigWriter.write(config);
    }

    /** A rendering that clients of golang.org/x/telemetry read. It asks for no more than the configuration does. */
    public static byte[] toGoJson(UploadConfig config) {
        return GoRendering.write(config);
    }

    /**
     * Reads our JSON or that of golang.org/x/telemetry.
     *
     * @param version the version under which it was served
     * @throws MalformedConfigException if it is neither; the message says where and what was expected
     */
    public static UploadConfig read(byte[] json, String version) throws MalformedConfigException {
        return new UploadConfigReader(version).read(json);
    }
}
