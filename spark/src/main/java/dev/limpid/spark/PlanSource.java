package dev.limpid.spark;

import dev.limpid.charts.plan.MarginText;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.protocol.question.codec.MalformedCollectionConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The inputs of a plan, in a form that can be sent to the executors; each executor makes the plan once. Any thread
 * of an executor may ask for it: the plans are in a concurrent map.
 *
 * @param version the newest configuration's version, whose charts are drawn
 * @param charts its chart config
 * @param margins its margins, which are known from elsewhere, or empty
 * @param configs all configurations by version, as JSON
 */
record PlanSource(String version, String charts, String margins, Map<String, String> configs) implements Serializable {

    private static final Map<PlanSource, QuestionPlan> PLANS = new ConcurrentHashMap<>();

    PlanSource {
        configs = new TreeMap<>(configs);
    }

    /**
     * Reads the zips of configuration modules, in the order in which they were published.
     *
     * @throws IOException if one is not such a zip
     */
    static PlanSource ofModules(List<byte[]> zips) throws IOException {
        String version = "";
        String charts = "";
        String margins = "";
        Map<String, String> configs = new TreeMap<>();
        for (byte[] zip : zips) {
            margins = "";
            try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    String name = entry.getName();
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    version = name.substring(name.indexOf('@') + 1, name.indexOf('/', name.indexOf('@')));
                    if (name.endsWith("/config.json")) {
                        configs.put(version, text);
                    } else if (name.endsWith("/charts.txt")) {
                        charts = text;
                    } else if (name.endsWith("/margins.txt")) {
                        margins = text;
                    }
                }
            } catch (IndexOutOfBoundsException e) {
                throw new IOException(
                        "this is not the zip of a configuration, expected names such as config@v1.0.0/config.json", e);
            }
        }
        if (configs.isEmpty() || charts.isEmpty()) {
            throw new IOException("the configurations contain no config.json or no charts.txt");
        }
        return new PlanSource(version, charts, margins, configs);
    }

    QuestionPlan plan() {
        return PLANS.computeIfAbsent(this, PlanSource::make);
    }

    private QuestionPlan make() {
        try {
            List<CollectionConfig> parsed = new ArrayList<>();
            for (Map.Entry<String, String> config : configs.entrySet()) {
                parsed.add(CollectionConfigCodec.read(
                        config.getValue().getBytes(StandardCharsets.UTF_8), config.getKey()));
            }
            // Only the newest configuration says which ones are revoked.
            parsed.stream()
                    .filter(config -> config.version().equals(version))
                    .findFirst()
                    .ifPresent(newest -> parsed.removeIf(config -> newest.isRevoked(config.version())));
            return new QuestionPlan(
                    ChartConfig.parse("charts.txt", charts), parsed, MarginText.parse("margins.txt", margins));
        } catch (MalformedCollectionConfigException | ChartConfigException e) {
            throw new IllegalArgumentException("the configurations cannot be read: " + e.getMessage(), e);
        }
    }
}
