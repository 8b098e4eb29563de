package dev.limpid.tlog.module;

import dev.limpid.tlog.Base64Text;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code h1:} hash of files: SHA-256 over a line {@code hex(SHA-256(file))  name} for each, sorted by the bytes of the
 * names. It does not depend on how the files are packed.
 */
public final class ModuleHash {

    /** What every such hash begins with. */
    public static final String PREFIX = "h1:";

    private ModuleHash() {}

    /** The hash over all files of a module, whose names begin with {@code path@version/}. */
    public static String ofFiles(Map<String, byte[]> files) {
        SortedMap<String, byte[]> sorted = new TreeMap<>(ModuleHash::compareBytes);
        sorted.putAll(files);
        MessageDigest lines = Sha256.digest();
        for (Map.Entry<String, byte[]> file : sorted.entrySet()) {
            String line = Sha256.hex(file.getValue()) + "  " + file.getKey() + "\n";
            lines.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return PREFIX + Base64Text.encode(lines.digest());
    }

    /** The hash of a go.mod file. */
    public static String ofGoMod(byte[] goMod) {
        return ofFiles(Map.of("go.mod", goMod));
    }

    /** @throws LogFormatException if the text is not an {@code h1:} hash of 32 bytes */
    static void check(String text) throws LogFormatException {
        if (!text.startsWith(PREFIX) || Base64Text.decode(text.substring(PREFIX.length())).length != 32) {
            throw new LogFormatException("\"" + text + "\" is not an h1 hash");
        }
    }

    private static int compareBytes(String a, String b) {
        return java.util.Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
