package dev.limpid.server.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Up to where a week's answers were acknowledged, in a small file beside its segments: one line of the segment's number,
 * a length, and the CRC-32C of both. It tells a commit that was torn before anybody was told of it from one that was told
 * and then damaged.
 *
 * <p>It is written before the senders are told, over what it held, and so survives the end of the process. It is made
 * durable a little later, so that a commit takes one fsync as before; a power cut may bring back an older line, which
 * then promises less than was told, never more.
 *
 * <p>For one thread at a time: the one that commits, and before that the one that opens the store.
 */
final class Acknowledged implements Closeable {

    /** A place up to which everything was acknowledged. */
    record Mark(int segment, long length) {}

    /** Instead of a length: all that is there, however much that is. */
    static final long ALL = Long.MAX_VALUE;

    static final String FILE = "acknowledged";

    private final Path folder;
    private final Disk disk;
    private Disk.@Nullable WritableFile file;

    Acknowledged(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** What the file says; empty if there is none, or if its line is not whole. */
    Optional<Mark> read() throws IOException {
        try {
            String line = Files.readString(folder.resolve(FILE), StandardCharsets.ISO_8859_1);
            String[] words = line.strip().split(" ", -1);
            if (words.length == 3 && words[0].matches("[0-9]{1,8}") && words[1].matches("[0-9]{19}")) {
                Mark mark = new Mark(Integer.parseInt(words[0]), Long.parseLong(words[1]));
                return line(mark).strip().equals(line.strip()) ? Optional.of(mark) : Optional.empty();
            }
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Up to where this segment, the last one that there is, was acknowledged. Where nothing says so, as in a store of an
     * earlier release, all that is there may have been, and nothing is missed.
     */
    static long length(int number, Optional<Mark> mark) {
        int marked = mark.map(Mark::segment).orElse(Integer.MAX_VALUE);
        return marked == number ? mark.orElseThrow().length() : marked < number ? 0 : ALL;
    }

    /** Makes room for the line, so that writing it later needs none. */
    void prepare(Mark mark) throws IOException {
        if (file == null) {
            write(mark);
        }
    }

    void write(Mark mark) throws IOException {
        Disk.WritableFile open = file;
        if (open == null) {
            open = disk.open(folder.resolve(FILE));
            file = open;
        }
        open.write(ByteBuffer.wrap(line(mark).getBytes(StandardCharsets.US_ASCII)), 0);
    }

    void force() throws IOException {
        if (file != null) {
            file.force();
        }
    }

    private static String line(Mark mark) {
        CRC32C crc = new CRC32C();
        crc.update((mark.segment() + " " + mark.length()).getBytes(StandardCharsets.US_ASCII));
        return String.format(Locale.ROOT, "%08d %019d %08x\n", mark.segment(), mark.length(), crc.getValue());
    }

    @Override
    public void close() throws IOException {
        Disk.WritableFile open = file;
        if (open != null) {
            file = null;
            try (open) {
                open.force();
            }
        }
    }
}
