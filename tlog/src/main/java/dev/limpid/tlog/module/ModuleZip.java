package dev.limpid.tlog.module;

import dev.limpid.tlog.LogFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A module's files and their zip. Every name begins with {@code path@version/}; there are no folder entries; the zip of
 * the same files is the same bytes.
 */
public final class ModuleZip {

    /** A zip with more files is refused. */
    public static final int MOST_FILES = 10_000;

    /** A zip that holds more bytes than this is refused: the limit that Go clients have, 500 MiB. */
    public static final long MOST_BYTES = 500L << 20;

    private final ModulePath path;
    private final ModuleVersion version;
    private final SortedMap<String, byte[]> files;
    private final byte[] bytes;

    private ModuleZip(ModulePath path, ModuleVersion version, SortedMap<String, byte[]> files, byte[] bytes) {
        this.path = path;
        this.version = version;
        this.files = Collections.unmodifiableSortedMap(files);
        this.bytes = bytes;
    }

    /**
     * Packs files by their names inside the module, such as {@code config.json}. A go.mod that says the path is added if
     * there is none.
     */
    public static ModuleZip pack(ModulePath path, ModuleVersion version, Map<String, byte[]> content) {
        SortedMap<String, byte[]> files = new TreeMap<>(content);
        files.putIfAbsent("go.mod", ("module " + path + "\n").getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                checkName(file.getKey());
                ZipEntry entry = new ZipEntry(path + "@" + version + "/" + file.getKey());
                entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        } catch (IOException | LogFormatException e) {
            throw new IllegalArgumentException("cannot pack " + path + "@" + version + ": " + e.getMessage(), e);
        }
        return new ModuleZip(path, version, files, bytes.toByteArray());
    }

    /** Reads a zip with the limits that Go clients have. */
    public static ModuleZip read(ModulePath path, ModuleVersion version, byte[] bytes) throws LogFormatException {
        return read(path, version, bytes, MOST_BYTES);
    }

    /** Reads a zip that holds at most so many bytes when it is unpacked. */
    public static ModuleZip read(ModulePath path, ModuleVersion version, byte[] bytes, long mostBytes)
            throws LogFormatException {
        String what = path + "@" + version + ".zip";
        String prefix = path + "@" + version + "/";
        SortedMap<String, byte[]> files = new TreeMap<>();
        long left = mostBytes;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (!name.startsWith(prefix)) {
                    throw new LogFormatException(
                            what + " holds " + name + ", expected names that begin with " + prefix);
                }
                String inside = name.substring(prefix.length());
                checkName(inside);
                byte[] content = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, left + 1));
                left -= content.length;
                if (left < 0 || files.size() == MOST_FILES) {
                    throw new LogFormatException(
                            what + " holds more than " + mostBytes + " bytes or " + MOST_FILES + " files");
                }
                if (files.put(inside, content) != null) {
                    throw new LogFormatException(what + " holds " + name + " twice");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new LogFormatException(what + " is no zip: " + e.getMessage());
        }
        if (!files.containsKey("go.mod")) {
            throw new LogFormatException(what + " holds no go.mod");
        }
        return new ModuleZip(path, version, files, bytes.clone());
    }

    private static void checkName(String name) throws LogFormatException {
        for (String element : name.split("/", -1)) {
            if (element.isEmpty() || element.equals(".") || element.equals("..")) {
                throw new LogFormatException("\"" + name + "\" is no file name in a module");
            }
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < 0x20 || c == 0x7f || c == '\\' || c == ':') {
                throw new LogFormatException("a file name in a module holds character " + (int) c);
            }
        }
    }

    public ModulePath path() {
        return path;
    }

    public ModuleVersion version() {
        return version;
    }

    /** The files by their names inside the module. */
    public SortedMap<String, byte[]> files() {
        return files;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public byte[] goMod() {
        byte[] goMod = files.get("go.mod");
        if (goMod == null) {
            throw new IllegalStateException("every module holds go.mod");
        }
        return goMod.clone();
    }

    /** The {@code h1:} hash over all files. */
    public String hash() {
        SortedMap<String, byte[]> named = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            named.put(path + "@" + version + "/" + file.getKey(), file.getValue());
        }
        return ModuleHash.ofFiles(named);
    }

    /** The {@code h1:} hash of go.mod. */
    public String goModHash() {
        return ModuleHash.ofGoMod(goMod());
    }
}
