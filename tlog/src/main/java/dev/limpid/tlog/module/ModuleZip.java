package dev.limpid.tlog.module;

import dev.limpid.tlog.LogFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A module's files and their zip. Every name begins with {@code path@version/}; there are no folder entries; the same
 * files give the same bytes. Everything that Go clients refuse is refused, and more: see {@link ZipReader} and {@link
 * ModuleFileName}.
 */
public final class ModuleZip {

    /** A zip with more files is refused. */
    public static final int MOST_FILES = 10_000;

    /** A zip with more bytes than this, unpacked, is refused: the limit of Go clients, 500 MiB. */
    public static final long MOST_BYTES = 500L << 20;

    /** The limit of Go clients for go.mod and for LICENSE: 16 MiB. */
    private static final int MOST_SPECIAL_BYTES = 16 << 20;

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
     * Packs files by their names inside the module, such as {@code config.json}. If there is no go.mod, one that
     * declares the path is added.
     */
    public static ModuleZip pack(ModulePath path, ModuleVersion version, Map<String, byte[]> content) {
        SortedMap<String, byte[]> files = new TreeMap<>(content);
        files.putIfAbsent("go.mod", ("module " + path + "\n").getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            path.requireFits(version);
            checkFiles(files);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
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

    /** Reads a zip within the limits of Go clients. */
    public static ModuleZip read(ModulePath path, ModuleVersion version, byte[] bytes) throws LogFormatException {
        return read(path, version, bytes, MOST_BYTES);
    }

    /** Reads a zip of at most {@code mostBytes} bytes when unpacked. */
    public static ModuleZip read(ModulePath path, ModuleVersion version, byte[] bytes, long mostBytes)
            throws LogFormatException {
        String what = path + "@" + version + ".zip";
        String prefix = path + "@" + version + "/";
        SortedMap<String, byte[]> files = new TreeMap<>();
        try {
            path.requireFits(version);
            for (Map.Entry<String, byte[]> file :
                    ZipReader.read(bytes, MOST_FILES, mostBytes).entrySet()) {
                if (!file.getKey().startsWith(prefix)) {
                    throw new LogFormatException(
                            "it contains " + file.getKey() + ", expected names that begin with " + prefix);
                }
                files.put(file.getKey().substring(prefix.length()), file.getValue());
            }
            checkFiles(files);
        } catch (LogFormatException e) {
            throw new LogFormatException(what + " is refused: " + e.getMessage());
        }
        if (!files.containsKey(ModuleFileName.GO_MOD)) {
            throw new LogFormatException(what + " has no go.mod");
        }
        return new ModuleZip(path, version, files, bytes.clone());
    }

    /** Applies the rules of Go clients for the files of a module (golang.org/x/mod/zip). */
    private static void checkFiles(Map<String, byte[]> files) throws LogFormatException {
        CaseFoldedNames names = new CaseFoldedNames();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            ModuleFileName.check(file.getKey());
            names.add(file.getKey());
            boolean small =
                    file.getKey().equals(ModuleFileName.GO_MOD) || file.getKey().equals("LICENSE");
            if (small && file.getValue().length > MOST_SPECIAL_BYTES) {
                throw new LogFormatException(file.getKey() + " has more than " + MOST_SPECIAL_BYTES + " bytes");
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
            throw new IllegalStateException("every module has a go.mod");
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
