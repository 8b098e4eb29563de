package dev.limpid.server.log;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Modules to append. */
public final class Modules {

    public static final String COLLECTION = "telemetry.example.org";
    public static final ModulePath CONFIG = new ModulePath(COLLECTION + "/config");

    private Modules() {}

    public static ModuleZip config(int number) {
        return config(number, "{\"number\":" + number + "}");
    }

    public static ModuleZip config(int number, String content) {
        return ModuleZip.pack(
                CONFIG,
                version("v1." + number + ".0"),
                Map.of("config.json", content.getBytes(StandardCharsets.UTF_8)));
    }

    public static ModuleVersion version(String text) {
        try {
            return ModuleVersion.parse(text);
        } catch (LogFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
