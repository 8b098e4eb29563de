package dev.limpid.denser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Rewrites jars with smaller deflated entries. Names, order, times and contents of files stay, and each file keeps the smaller of
 * both forms. Sizes are written before each entry instead of after it, which saves 16 bytes each. Entries of folders are left out:
 * every reader derives folders from the names of files.
 */
public final class JarRecompressor {

    /** In jars of fewer bytes than this, every entry is split into blocks: that takes less than a second. */
    private static final long SMALL = 256 * 1024;

    private JarRecompressor() {}

    /**
     * Rewrites each of these files in place and makes it readable by everybody, since the user who runs a program may not be the one
     * who built it.
     *
     * @throws IOException if one cannot be read or written, or cannot be made readable
     */
    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            rewrite(Path.of(jar));
        }
    }

    static void rewrite(Path jar) throws IOException {
        Path written = jar.resolveSibling(jar.getFileName() + ".denser");
        try (ZipFile old = ZipFile.builder().setPath(jar).get();
                ZipArchiveOutputStream out = new ZipArchiveOutputStream(written)) {
            out.setUseZip64(Zip64Mode.Never);
            ZopfliDeflater deflate = new ZopfliDeflater(Files.size(jar) < SMALL ? 0 : ZopfliDeflater.SPLIT_FROM);
            for (ZipArchiveEntry entry : Collections.list(old.getEntriesInPhysicalOrder())) {
                if (!entry.isDirectory()) {
                    copy(old, entry, deflate, out);
                }
            }
        }
        Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
        if (!jar.toFile().setReadable(true, false)) {
            throw new IOException("cannot make " + jar + " readable by all");
        }
    }

    private static void copy(ZipFile old, ZipArchiveEntry entry, ZopfliDeflater deflate, ZipArchiveOutputStream out)
            throws IOException {
        byte[] kept = old.getRawInputStream(entry).readAllBytes();
        ZipArchiveEntry copy = new ZipArchiveEntry(entry);
        if (entry.getMethod() == ZipEntry.DEFLATED) {
            byte[] denser =
                    deflate.of(entry.getName(), old.getInputStream(entry).readAllBytes());
            if (denser.length < kept.length) {
                kept = denser;
                copy.setCompressedSize(denser.length);
            }
        }
        out.addRawArchiveEntry(copy, new ByteArrayInputStream(kept));
    }
}
