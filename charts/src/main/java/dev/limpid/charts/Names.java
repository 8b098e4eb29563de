package dev.limpid.charts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds names by their UTF-8 bytes where they lie in a larger array, without making a string of them. Immutable.
 */
final class Names {

    static final int UNKNOWN = -1;
    private static final int HASH_FACTOR = 31;

    private final byte[][] names;
    private final int[] hashes;
    private final int[] table;

    /** The names, each found as its position in this list; of equal names the first. */
    Names(List<String> list) {
        names = new byte[list.size()][];
        hashes = new int[list.size()];
        table = new int[Integer.highestOneBit(Math.max(8, list.size() * 4) - 1) << 1];
        Arrays.fill(table, UNKNOWN);
        for (int id = 0; id < names.length; id++) {
            names[id] = list.get(id).getBytes(StandardCharsets.UTF_8);
            hashes[id] = hash(names[id], 0, names[id].length);
            if (find(names[id], 0, names[id].length, hashes[id]) == UNKNOWN) {
                int place = place(hashes[id]);
                while (table[place] != UNKNOWN) {
                    place = (place + 1) & (table.length - 1);
                }
                table[place] = id;
            }
        }
    }

    static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * HASH_FACTOR + bytes[i];
        }
        return hash;
    }

    /** One step of {@link #hash}, for a caller that looks at every byte anyway. */
    static int hash(int hash, byte next) {
        return hash * HASH_FACTOR + next;
    }

    int find(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return find(bytes, 0, bytes.length, hash(bytes, 0, bytes.length));
    }

    int find(byte[] bytes, int from, int to, int hash) {
        int place = place(hash);
        while (table[place] != UNKNOWN) {
            int id = table[place];
            if (hashes[id] == hash && Arrays.equals(names[id], 0, names[id].length, bytes, from, to)) {
                return id;
            }
            place = (place + 1) & (table.length - 1);
        }
        return UNKNOWN;
    }

    private int place(int hash) {
        return (hash ^ hash >>> 15) & (table.length - 1);
    }
}
