package dev.limpid.server.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Entity tags (RFC 9110, 8.8.3), so that a reader need not fetch twice what has not changed. */
final class EntityTag {

    private EntityTag() {}

    static String of(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        long mixed = 0;
        for (byte b : body) {
            mixed = mixed * 0x100000001b3L + b;
        }
        return "\"" + Long.toHexString(crc.getValue()) + Long.toHexString(mixed) + "\"";
    }

    static String of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return "\"" + Long.toHexString(attributes.size()) + "-"
                + Long.toHexString(attributes.lastModifiedTime().toMillis()) + "\"";
    }

    static boolean matches(String tag, @Nullable String ifNoneMatch) {
        if (ifNoneMatch == null || tag.isEmpty()) {
            return false;
        }
        for (String one : ifNoneMatch.split(",", -1)) {
            String candidate = one.strip();
            if (candidate.equals("*") || candidate.equals(tag) || candidate.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }
}
