package dev.limpid.server.configuration;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.protocol.question.codec.MalformedCollectionConfigException;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModuleVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files in a configuration's module: what may be sent, the charts that it was made from, and known margins. */
public final class ConfigModuleReader {

    /** What may be sent. */
    public static final String CONFIG_FILE = "config.json";
    /** The charts that it was made from. */
    public static final String CHARTS_FILE = "charts.txt";

    static final String MARGINS_FILE = "margins.txt";

    private ConfigModuleReader() {}

    /**
     * Reads what may be sent.
     *
     * @param module the module's name in error messages
     */
    public static CollectionConfig config(String module, ConfigVersion version, byte[] json) throws IOException {
        try {
            return CollectionConfigCodec.read(json, version.text());
        } catch (MalformedCollectionConfigException e) {
            throw new IOException(module + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads the charts.
     *
     * @param module the module's name in error messages
     */
    public static List<Chart> charts(String module, byte[] text) throws IOException {
        try {
            return ChartConfig.parse(CHARTS_FILE, new String(text, StandardCharsets.UTF_8));
        } catch (ChartConfigException e) {
            throw new IOException(module + ": " + e.getMessage(), e);
        }
    }

    /** The version of the module that contains it. */
    public static ModuleVersion moduleVersion(ConfigVersion version) {
        try {
            return ModuleVersion.parse(version.text());
        } catch (LogFormatException e) {
            throw new IllegalStateException("every version of a configuration is one of a module", e);
        }
    }
}
