package dev.limpid.server.configuration;

import dev.limpid.server.file.DurableFile;
import dev.limpid.server.file.InputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The versions that the operator of a collection revoked, one per line in the file {@code revoked.txt} of its folder.
 * The next configuration lists them, and publishes them through the log. A running server reads the file at every
 * {@code publish-every}.
 */
public final class RevokedVersions {

    private final Path file;

    /** The revoked versions of a collection's folder. */
    public RevokedVersions(Path folder) {
        this.file = folder.resolve("revoked.txt");
    }

    /**
     * The versions in their order.
     *
     * @throws IOException also if a line is not a version
     */
    public SortedSet<ConfigVersion> read() throws IOException {
        SortedSet<ConfigVersion> versions = new TreeSet<>();
        if (Files.exists(file)) {
            for (String line : InputFile.readConfiguredFile(file)
                    .lines()
                    .map(String::strip)
                    .toList()) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    versions.add(ConfigVersion.parse(line)
                            .orElseThrow(() -> new IOException(
                                    file + " contains \"" + line + "\", expected a version like v1.4.0")));
                }
            }
        }
        return versions;
    }

    /**
     * Adds a version, durably.
     *
     * @return whether it was not there yet
     */
    public boolean add(ConfigVersion version) throws IOException {
        if (read().contains(version)) {
            return false;
        }
        String before = Files.exists(file) ? InputFile.readConfiguredFile(file) : "";
        String whole = before.isEmpty() || before.endsWith("\n") ? before : before + "\n";
        DurableFile.write(file, (whole + version + "\n").getBytes(StandardCharsets.UTF_8));
        return true;
    }
}
