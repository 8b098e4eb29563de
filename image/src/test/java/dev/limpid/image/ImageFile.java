package dev.limpid.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An opened image file. */
record ImageFile(JsonNode manifest, JsonNode config, Map<String, TarArchiveEntry> files, Map<String, byte[]> bytes) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ImageFile read(Path file) throws IOException {
        Map<String, byte[]> members = new HashMap<>();
        read(Files.newInputStream(file), new HashMap<>(), members);
        JsonNode manifest = JSON.readTree(members.get("manifest.json")).get(0);
        Map<String, TarArchiveEntry> files = new LinkedHashMap<>();
        Map<String, byte[]> bytes = new HashMap<>();
        for (JsonNode layer : manifest.get("Layers")) {
            read(new GZIPInputStream(new ByteArrayInputStream(members.get(layer.asText()))), files, bytes);
        }
        return new ImageFile(
                manifest, JSON.readTree(members.get(manifest.get("Config").asText())), files, bytes);
    }

    TarArchiveEntry file(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    /** Writes every file to a folder, as a container engine would. */
    void unpack(Path folder) throws IOException {
        for (Map.Entry<String, TarArchiveEntry> entry : files.entrySet()) {
            Path place = folder.resolve(entry.getKey());
            if (entry.getValue().isDirectory()) {
                Files.createDirectories(place);
            } else {
                Files.createDirectories(place.getParent());
                Files.write(place, bytes.get(entry.getKey()));
                if (!place.toFile().setExecutable((entry.getValue().getMode() & 0111) != 0)) {
                    throw new IOException(place + " cannot be made a program");
                }
            }
        }
    }

    private static void read(InputStream in, Map<String, TarArchiveEntry> entries, Map<String, byte[]> bytes)
            throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry.getName(), entry);
                bytes.put(entry.getName(), tar.readAllBytes());
            }
        }
    }
}
