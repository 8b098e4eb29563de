package dev.limpid.uploader.home;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.countfile.NotRegularFileException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;

/**
 * {@code collection.properties} in a telemetry home: where the collection's server is, which keys its log has, and
 * whether its program is off until the user chooses. A program writes it, so that the {@code limpid} command can work
 * on a collection that it was not built for.
 */
public final class CollectionFile {

    private CollectionFile() {}

    /** The path of the file. */
    public static Path path(TelemetryHome home) {
        return home.folder().resolve("collection.properties");
    }

    /**
     * What a program wrote there; empty if none did.
     *
     * @throws IOException if it cannot be read or is damaged
     */
    public static Optional<CollectionIdentity> read(TelemetryHome home) throws IOException {
        String text;
        try {
            text = new String(AtomicFile.read(path(home)), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        Properties values = new Properties();
        try {
            values.load(new StringReader(text));
            return Optional.of(new CollectionIdentity(
                    values.getProperty("name", ""),
                    values.getProperty("upload", ""),
                    values.getProperty("config", ""),
                    values.getProperty("policy", ""),
                    values.getProperty("default", "").equals("off")));
        } catch (IllegalArgumentException e) {
            throw new IOException(path(home) + ": damaged: " + e.getMessage(), e);
        }
    }

    /**
     * Writes the file unless it already has the same content. The home must exist. The first time, the home is closed
     * to the machine's other users; if its owner opens it afterwards, it stays open.
     */
    public static void write(TelemetryHome home, CollectionIdentity collection) throws IOException {
        byte[] wanted = text(collection).getBytes(StandardCharsets.UTF_8);
        Path file = path(home);
        if (!HomeFiles.exists(file)) {
            closeToOthers(home.folder());
            AtomicFile.write(file, wanted);
        } else if (!hasContent(file, wanted)) {
            AtomicFile.write(file, wanted);
        }
    }

    /** Whether the file already has this content. A link or a pipe does not, and is replaced. */
    private static boolean hasContent(Path file, byte[] wanted) throws IOException {
        try {
            return Arrays.equals(AtomicFile.read(file), wanted);
        } catch (NotRegularFileException e) {
            return false;
        }
    }

    /** Closes a folder to other users: which programs somebody uses, and when they failed, is private. */
    private static void closeToOthers(Path folder) {
        PosixFileAttributeView posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (posix != null) {
            try {
                posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
            } catch (IOException e) {
                return; // a file system without permissions, or somebody else's folder: its owner can close it
            }
        }
    }

    private static String text(CollectionIdentity collection) {
        return "name=" + escape(collection.name()) + "\nupload=" + escape(collection.uploadUrl()) + "\nconfig="
                + escape(collection.configUrl()) + "\npolicy=" + escape(collection.policy()) + "\n"
                + (collection.offByDefault() ? "default=off\n" : "");
    }

    /** Escapes a value so that {@link Properties#load} reads it unchanged. */
    private static String escape(String value) {
        StringBuilder text = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case ' ' -> text.append(i == 0 ? "\\ " : " ");
                default -> text.append(c);
            }
        }
        return text.toString();
    }
}
