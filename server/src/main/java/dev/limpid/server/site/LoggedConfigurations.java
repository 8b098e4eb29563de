package dev.limpid.server.site;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.config.MalformedConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfigCodec;
import dev.limpid.server.log.PublishedLog;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.web.facts.ConfigVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configurations as the log has them. A version never changes, so each is read once. */
final class LoggedConfigurations {
    private static final JsonFactory JSON = new JsonFactory();

    private final PublishedLog log;
    private static final Logger LOG = LoggerFactory.getLogger(LoggedConfigurations.class);

    private final Set<ModuleVersion> told = ConcurrentHashMap.newKeySet();
    private final Map<ModuleVersion, ConfigVersion> read = new ConcurrentHashMap<>();

    LoggedConfigurations(PublishedLog log) {
        this.log = log;
    }

    /**
     * All of them, in the order of the log. An old one that cannot be read is told in the server's log and passed: it takes
     * no page with it.
     *
     * @throws IOException if the newest cannot be read
     */
    List<ConfigVersion> all() throws IOException {
        List<ConfigVersion> all = new ArrayList<>();
        List<ModuleVersion> versions = List.copyOf(log.config().versions(log.configModule()));
        for (int i = 0; i < versions.size(); i++) {
            try {
                all.add(known(versions.get(i)));
            } catch (IOException e) {
                if (i == versions.size() - 1) {
                    throw e;
                }
                if (told.add(versions.get(i))) {
                    LOG.warn("an old configuration is not shown, since it cannot be read: {}", e.getMessage());
                }
            }
        }
        return all;
    }

    private ConfigVersion known(ModuleVersion version) throws IOException {
        ConfigVersion known = read.get(version);
        if (known == null) {
            known = read(version);
            read.put(version, known);
        }
        return known;
    }

    private ConfigVersion read(ModuleVersion version) throws IOException {
        ModulePath path = log.configModule();
        ModuleZip zip = log.config().module(path, version);
        try {
            CollectionConfig config = CollectionConfigCodec.read(file(zip, "config.json"), version.toString());
            return new ConfigVersion(published(path, version), config, charts(zip));
        } catch (MalformedConfigException e) {
            throw new IOException(path + "@" + version + ": " + e.getMessage(), e);
        }
    }

    private static List<Chart> charts(ModuleZip zip) throws IOException {
        if (!zip.files().containsKey("charts.txt")) {
            return List.of();
        }
        try {
            return ChartConfig.parse("charts.txt", new String(file(zip, "charts.txt"), StandardCharsets.UTF_8));
        } catch (ChartConfigException e) {
            throw new IOException(zip.path() + "@" + zip.version() + ": " + e.getMessage(), e);
        }
    }

    private static byte[] file(ModuleZip zip, String name) throws IOException {
        byte[] bytes = zip.files().get(name);
        if (bytes == null) {
            throw new IOException(zip.path() + "@" + zip.version() + " has the files "
                    + zip.files().keySet() + ", expected " + name + " among them");
        }
        return bytes;
    }

    private Optional<LocalDate> published(ModulePath path, ModuleVersion version) throws IOException {
        try (JsonParser info = JSON.createParser(log.config().info(path, version))) {
            for (JsonToken token = info.nextToken(); token != null; token = info.nextToken()) {
                if (token == JsonToken.FIELD_NAME && info.currentName().equals("Time")) {
                    Instant time = Instant.parse(info.nextTextValue());
                    return Optional.of(LocalDate.ofInstant(time, ZoneOffset.UTC));
                }
            }
        } catch (DateTimeParseException e) {
            throw new IOException(path + "@" + version + ": " + e.getMessage(), e);
        }
        return Optional.empty();
    }
}
