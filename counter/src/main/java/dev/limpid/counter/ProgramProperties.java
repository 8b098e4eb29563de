package dev.limpid.counter;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * Completes options from {@code META-INF/limpid/program.properties}. Looked for only if the options name no program or
 * no collection: opening it costs a young process milliseconds.
 *
 * <pre>
 * program=org.example/tool
 * version=1.4.0
 * collection=telemetry.example.org
 * upload=https://telemetry.example.org/upload
 * config=https://telemetry.example.org/log
 * policy=log example.org+…\nwitness …
 * default=off
 * frames=org.example.tool.,org.example.lib.
 * </pre>
 */
final class ProgramProperties {
    static final String RESOURCE = "META-INF/limpid/program.properties";

    private final TelemetryOptions options;
    private final Properties file = new Properties();

    ProgramProperties(TelemetryOptions options) {
        this.options = options;
        ClassLoader loader = options.resources != null ? options.resources : ProgramProperties.class.getClassLoader();
        try (InputStream in = loader == null
                ? ClassLoader.getSystemResourceAsStream(RESOURCE)
                : loader.getResourceAsStream(RESOURCE)) {
            if (in != null) {
                file.load(in);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + RESOURCE + ": " + e.getMessage(), e);
        }
    }

    /** Fills in what the options leave open. */
    void complete() {
        if (options.collection == null && options.home == null) {
            options.collection = needed("collection");
        }
        if (options.program == null) {
            options.program = needed("program");
            options.version = value("version");
        }
        options.offByDefault |= value("default").equals("off");
        if (options.frames == null && !value("frames").isEmpty()) {
            options.frames = value("frames").split(",", -1);
        }
    }

    CollectionIdentity collection() {
        return new CollectionIdentity(
                needed("collection"),
                value("upload"),
                value("config"),
                value("policy"),
                value("default").equals("off"));
    }

    private String needed(String key) {
        String value = value(key);
        if (value.isEmpty()) {
            throw new IllegalStateException(RESOURCE + " has no " + key + ", and the options set none");
        }
        return value;
    }

    private String value(String key) {
        return file.getProperty(key, "").trim();
    }
}
