package dev.limpid.counter;

import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the options say, completed from {@code META-INF/limpid/program.properties}. That file is looked for only if an
 * option is missing: opening it costs a young process milliseconds.
 *
 * <pre>
 * program=org.example/tool
 * version=1.4.0
 * collection=telemetry.example.org
 * upload=https://telemetry.example.org/upload
 * config=https://telemetry.example.org/
 * policy=log example.org+…\nwitness …
 * default=off
 * frames=org.example.tool.,org.example.lib.
 * </pre>
 */
final class ProgramProperties {
    static final String RESOURCE = "META-INF/limpid/program.properties";

    private final TelemetryOptions options;
    private @Nullable Properties file;

    private ProgramProperties(TelemetryOptions options) {
        this.options = options;
    }

    static ProgramProperties of(TelemetryOptions options) {
        return new ProgramProperties(options);
    }

    TelemetryHome home() {
        TelemetryHome home = options.home;
        return home != null ? home : TelemetryHome.of(collection().name(), options.environment);
    }

    CollectionIdentity collection() {
        CollectionIdentity collection = options.collection;
        if (collection != null) {
            return collection;
        }
        return new CollectionIdentity(needed("collection"), value("upload"), value("config"), value("policy"));
    }

    ProgramIdentity program() {
        ProgramIdentity program = options.program;
        return program != null ? program : ProgramIdentity.ofThisRuntime(needed("program"), value("version"));
    }

    boolean offByDefault() {
        // Only programs that set nothing else by hand are read for it: the file stays closed if it is not needed.
        return options.offByDefault || (file != null && value("default").equals("off"));
    }

    String[] frames() {
        return options.frames.length > 0 || file == null
                ? options.frames
                : value("frames").split(",", -1);
    }

    private String needed(String key) {
        String value = value(key);
        if (value.isEmpty()) {
            throw new IllegalStateException(RESOURCE + " has no " + key + ", and the options set none");
        }
        return value;
    }

    private String value(String key) {
        Properties properties = file;
        if (properties == null) {
            properties = read();
            file = properties;
        }
        return properties.getProperty(key, "").trim();
    }

    private Properties read() {
        Properties properties = new Properties();
        ClassLoader loader = options.resources != null ? options.resources : ProgramProperties.class.getClassLoader();
        try (InputStream in = loader == null
                ? ClassLoader.getSystemResourceAsStream(RESOURCE)
                : loader.getResourceAsStream(RESOURCE)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + RESOURCE + ": " + e.getMessage(), e);
        }
        return properties;
    }
}
