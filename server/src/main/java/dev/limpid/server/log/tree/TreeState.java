package dev.limpid.server.log.tree;

import dev.limpid.tlog.CanonicalDecimal;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.merkle.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * How far the tree is durable: the entries and tiles of {@code size} leaves are on the disk and hash to this root. The
 * file has two lines, size and root.
 */
public record TreeState(long size, Hash root) {

    static final TreeState EMPTY = new TreeState(0, Hash.OF_NOTHING);

    byte[] encode() {
        return (size + "\n" + root + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the state from a file; a {@link CorruptLogException} if it is not a state. */
    public static TreeState read(Path file) throws IOException {
        String[] lines = StoredFile.text(file).split("\n", -1);
        try {
            if (lines.length != 3 || !lines[2].isEmpty()) {
                throw new LogFormatException("it has " + (lines.length - 1) + " lines, expected size and root");
            }
            return new TreeState(CanonicalDecimal.parse("size", lines[0]), Hash.parse(lines[1]));
        } catch (LogFormatException e) {
            throw new CorruptLogException(file + ": " + e.getMessage());
        }
    }
}
