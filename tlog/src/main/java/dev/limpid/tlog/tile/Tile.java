package dev.limpid.tlog.tile;

import dev.limpid.tlog.CanonicalDecimal;
import dev.limpid.tlog.LogFormatException;

/**
 * The address of a tile: 256 hashes of one level, or the entries below a tile of level 0 ({@link #ENTRIES}).
 *
 * <pre>
 *                    C2SP                       Go checksum database
 *  hashes            tile/&lt;level&gt;/&lt;index&gt;       tile/8/&lt;level&gt;/&lt;index&gt;
 *  entries           tile/entries/&lt;index&gt;       tile/8/data/&lt;index&gt;
 * </pre>
 *
 * The index is written in groups of three digits, all but the last prefixed with {@code x}; a tile of fewer than 256
 * hashes ends in {@code .p/<width>}.
 *
 * @param level 0 for leaves, 1 for the roots of full tiles of leaves, …; {@link #ENTRIES} for entries
 * @param index the index among the tiles of that level
 * @param width the number of hashes, 1 to 256
 */
public record Tile(int level, long index, int width) {

    /** The level of tiles with entries instead of hashes. */
    public static final int ENTRIES = -1;

    /** Hashes in a full tile. */
    public static final int FULL = 256;

    /** Levels of the tree that one level of tiles spans. */
    public static final int HEIGHT = 8;

    private static final int HIGHEST_LEVEL = 63;

    public Tile {
        if (level < ENTRIES || level > HIGHEST_LEVEL || index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("a tile has level " + level + ", index " + index + ", width " + width
                    + ", expected level -1 to 63, index 0 or more, width 1 to 256");
        }
    }

    public boolean isFull() {
        return width == FULL;
    }

    /** The full tile that contains this one. */
    public Tile full() {
        return new Tile(level, index, FULL);
    }

    /** Whether a tree of this size has all hashes of this tile. */
    public boolean isWithin(long treeSize) {
        return index * FULL + width <= hashesAt(level, treeSize);
    }

    /** The tile that contains the hash at {@code place} of a level, as wide as it is in a tree of this size. */
    public static Tile holding(int level, long place, long treeSize) {
        long hashes = hashesAt(level, treeSize);
        long index = place / FULL;
        return new Tile(level, index, (int) Math.min(FULL, hashes - index * FULL));
    }

    /** How many hashes the tiles of a level contain in a tree of this size: {@code floor(size / 256^level)}. */
    public static long hashesAt(int level, long treeSize) {
        int shift = HEIGHT * Math.max(level, 0);
        return shift >= Long.SIZE ? 0 : treeSize >>> shift;
    }

    /** The path under the log's prefix as C2SP tlog-tiles names it. */
    public String path() {
        return "tile/" + (level == ENTRIES ? "entries" : Integer.toString(level)) + "/" + number();
    }

    /** The path as the Go checksum database names it. */
    public String goPath() {
        return "tile/8/" + (level == ENTRIES ? "data" : Integer.toString(level)) + "/" + number();
    }

    private String number() {
        String digits = Long.toString(index);
        digits = "00".substring((digits.length() - 1) % 3) + digits;
        StringBuilder path = new StringBuilder();
        int last = digits.length() - 3;
        for (int at = 0; at < last; at += 3) {
            path.append('x').append(digits, at, at + 3).append('/');
        }
        path.append(digits, last, digits.length());
        return isFull() ? path.toString() : path.append(".p/").append(width).toString();
    }

    /** Reads a path that {@link #path} wrote. */
    public static Tile parse(String path) throws LogFormatException {
        return parse(path, "tile/", "entries");
    }

    /** Reads a path that {@link #goPath} wrote. */
    public static Tile parseGo(String path) throws LogFormatException {
        return parse(path, "tile/8/", "data");
    }

    private static Tile parse(String path, String prefix, String entries) throws LogFormatException {
        int slash = path.indexOf('/', prefix.length());
        if (!path.startsWith(prefix) || slash < 0) {
            throw noTile(path);
        }
        String levelText = path.substring(prefix.length(), slash);
        long level = levelText.equals(entries) ? ENTRIES : CanonicalDecimal.parse("tile level", levelText);
        String number = path.substring(slash + 1);
        int width = FULL;
        int partial = number.indexOf(".p/");
        if (partial >= 0) {
            long value = CanonicalDecimal.parse("tile width", number.substring(partial + 3));
            if (value < 1 || value >= FULL) {
                throw noTile(path);
            }
            width = (int) value;
            number = number.substring(0, partial);
        }
        if (level > HIGHEST_LEVEL) {
            throw noTile(path);
        }
        Tile tile = new Tile((int) level, index(number, path), width);
        String spelled = entries.equals("data") ? tile.goPath() : tile.path();
        if (!spelled.equals(path)) {
            throw noTile(path);
        }
        return tile;
    }

    private static long index(String number, String path) throws LogFormatException {
        long index = 0;
        int groups = 0;
        for (int at = 0; at <= number.length(); ) {
            int slash = number.indexOf('/', at);
            int end = slash < 0 ? number.length() : slash;
            int start = slash < 0 ? at : at + 1;
            if (end - start != 3 || (slash >= 0 && number.charAt(at) != 'x') || ++groups > 5) {
                throw noTile(path);
            }
            for (int i = start; i < end; i++) {
                char digit = number.charAt(i);
                if (digit < '0' || digit > '9') {
                    throw noTile(path);
                }
                index = index * 10 + (digit - '0');
            }
            at = end + 1;
        }
        return index;
    }

    private static LogFormatException noTile(String path) {
        String shown = path.length() > 80 ? path.substring(0, 80) + "…" : path;
        return new LogFormatException("\"" + shown + "\" is not the path of a tile");
    }
}
