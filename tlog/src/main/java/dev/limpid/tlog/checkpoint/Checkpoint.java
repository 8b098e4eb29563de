package dev.limpid.tlog.checkpoint;

import dev.limpid.tlog.CanonicalDecimal;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.merkle.Hash;
import java.util.ArrayList;
import java.util.List;

/**
 * The head of a tree (C2SP tlog-checkpoint): origin, size and root, a line each.
 *
 * @param origin the name of the log
 * @param size the number of entries
 * @param root the root hash of the tree
 * @param extensions further lines, none of them empty; Limpid writes none and ignores those that it reads
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {

    /** The origin that Go clients expect of every tree; a head with it is never sent to a witness. */
    public static final String GO_ORIGIN = "go.sum database tree";

    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (origin.isEmpty() || origin.indexOf('\n') >= 0 || size < 0) {
            throw new IllegalArgumentException("a checkpoint has origin \"" + origin + "\" and size " + size
                    + ", expected a name on one line and a size of 0 or more");
        }
    }

    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    /** Reads the text of a note. */
    public static Checkpoint parse(String text) throws LogFormatException {
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            if (end <= at) {
                throw new LogFormatException(
                        "line " + (lines.size() + 1) + " of a checkpoint is empty or has no line feed");
            }
            lines.add(text.substring(at, end));
            at = end + 1;
        }
        if (lines.size() < 3) {
            throw new LogFormatException("a checkpoint has " + lines.size() + " lines, expected origin, size and root");
        }
        long size = CanonicalDecimal.parse("checkpoint size", lines.get(1));
        Hash root = Hash.parse(lines.get(2));
        if (size == 0 && !root.equals(Hash.OF_NOTHING)) {
            throw new LogFormatException("a checkpoint of size 0 has root " + root + ", expected " + Hash.OF_NOTHING);
        }
        return new Checkpoint(lines.get(0), size, root, lines.subList(3, lines.size()));
    }

    /** The same head with the origin that Go clients expect. */
    public Checkpoint forGo() {
        return new Checkpoint(GO_ORIGIN, size, root);
    }

    /** The text that is signed. */
    public String text() {
        StringBuilder text = new StringBuilder(origin).append('\n');
        text.append(size).append('\n').append(root).append('\n');
        for (String extension : extensions) {
            text.append(extension).append('\n');
        }
        return text.toString();
    }

    /** Whether both heads describe the same tree. */
    public boolean sameTree(Checkpoint other) {
        return size == other.size && root.equals(other.root);
    }
}
