package dev.limpid.uploader.config.proof;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.protocol.question.codec.MalformedCollectionConfigException;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.module.ModuleZip;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The module that contains a configuration, proven to be the one that a record names. */
public record ConfigModule(CollectionConfig config, List<Chart> charts) {

    /** A configuration names thousands of versions at most. */
    public static final int LARGEST_ZIP = 4 << 20;

    private static final long LARGEST_UNPACKED = 32L << 20;

    /** Reads a module's zip, whose hash must be the one that the record names. */
    public static ConfigModule read(ModuleRecord record, byte[] bytes)
            throws UnprovenResponseException, UnusableConfigException {
        ModuleZip zip;
        try {
            zip = ModuleZip.read(record.path(), record.version(), bytes, LARGEST_UNPACKED);
        } catch (LogFormatException e) {
            throw new UnprovenResponseException(e.getMessage());
        }
        if (!ModuleRecord.of(zip).equals(record)) {
            throw new UnprovenResponseException(
                    record.key() + ".zip has the hash " + zip.hash() + ", the log says " + record.zipHash());
        }
        byte[] json = zip.files().get("config.json");
        if (json == null) {
            throw new UnusableConfigException(record.key() + " contains no config.json");
        }
        byte[] charts = zip.files().get("charts.txt");
        try {
            return new ConfigModule(
                    CollectionConfigCodec.read(json, record.version().toString()),
                    charts == null ? List.of() : charts(new String(charts, StandardCharsets.UTF_8)));
        } catch (MalformedCollectionConfigException e) {
            throw new UnusableConfigException(record.key() + ": " + e.getMessage());
        }
    }

    /**
     * Charts only explain; the configuration decides. Charts that were written for a newer program must not stop this
     * one.
     */
    private static List<Chart> charts(String text) {
        try {
            return ChartConfig.parse("charts.txt", text);
        } catch (ChartConfigException e) {
            return List.of();
        }
    }
}
