package dev.limpid.tlog.module;

import dev.limpid.tlog.Base64Text;
import dev.limpid.tlog.LogFormatException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

    private static final String HEX = "0123456789abcdef";

    private ModuleHash() {}

    /** The hash over all files of a module, whose names begin with {@code path@version/}. */
    public static String ofFiles(Map<String, byte[]> files) {
        SortedMap<String, byte[]> sorted = new TreeMap<>(ModuleHash::compareBytes);
        sorted.putAll(files);
        MessageDigest lines = sha256();
        for (Map.Entry<String, byte[]> file : sorted.entrySet()) {
            String line = hex(sha256().digest(file.getValue())) + "  " + file.getKey() + "\n";
            lines.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return PREFIX + Base64Text.encode(lines.digest());
    }

    /** The hash of a go.mod file. */
    public static String ofGoMod(byte[] goMod) {
        return ofFiles(Map.of("go.mod", goMod));
    }

    /** @throws LogFormatException if the text is no {@code h1:} hash of 32 bytes */
    static void check(String text) throws LogFormatException {
        if (!text.startsWith(PREFIX) || Base64Text.decode(text.substring(PREFIX.length())).length != 32) {
            throw new LogFormatException("\"" + text + "\" is no h1 hash");
        }
    }

    private static int compareBytes(String a, String b) {
        return java.util.Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder(bytes.length * 2);
        for (byte b : bytes) {
            hex.append(HEX.charAt(b >> 4 & 0xf)).append(HEX.charAt(b & 0xf));
        }
        return hex.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
