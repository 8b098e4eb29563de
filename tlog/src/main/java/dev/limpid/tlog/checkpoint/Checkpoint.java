package dev.limpid.tlog.checkpoint;

import dev.limpid.tlog.Decimal;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.merkle.Hash;
import java.util.ArrayList;
import java.util.List;

/**
 * The head of a tree (C2SP tlog-checkpoint): origin, size and root, a line each.
 *
 * @param origin which log this is
 * @param size how many entries
 * @param root the root over them
 * @param extensions further lines, not empty; Limpid writes none and ignores those it reads
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {

    /** The origin under which Go clients know every tree; a head with it never goes to a witness. */
    public static final String GO_ORIGIN = "go.sum database tree";

    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (origin.isEmpty() || origin.indexOf('\n') >= 0 || size < 0) {
            throw new IllegalArgumentException("no checkpoint has origin \"" + origin + "\" and size " + size);
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
                throw new LogFormatException("line " + (lines.size() + 1) + " of a checkpoint is empty or unended");
            }
            lines.add(text.substring(at, end));
            at = end + 1;
        }
        if (lines.size() < 3) {
            throw new LogFormatException("a checkpoint has " + lines.size() + " lines, expected origin, size and root");
        }
        long size = Decimal.parse("checkpoint size", lines.get(1));
        Hash root = Hash.parse(lines.get(2));
        if (size == 0 && !root.equals(Hash.OF_NOTHING)) {
            throw new LogFormatException("a checkpoint of size 0 has root " + root + ", expected " + Hash.OF_NOTHING);
        }
        return new Checkpoint(lines.get(0), size, root, lines.subList(3, lines.size()));
    }

    /** The same head under the name that Go clients ask for. */
    public Checkpoint forGo() {
        return new Checkpoint(GO_ORIGIN, size, root);
    }

    /** What is signed. */
    public String text() {
        StringBuilder text = new StringBuilder(origin).append('\n');
        text.append(size).append('\n').append(root).append('\n');
        for (String extension : extensions) {
            text.append(extension).append('\n');
        }
        return text.toString();
    }

    /** Whether two heads are of the same tree. */
    public boolean sameTree(Checkpoint other) {
        return size == other.size && root.equals(other.root);
    }
}
