package dev.limpid.charts.plan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A hash table that finds names by their UTF-8 bytes within a larger array, without creating strings. The hash uses the
 * length and eight bytes each from the start, the middle and the end, since names are long and differ there. Immutable.
 */
public final class NameTable {

    public static final int UNKNOWN = -1;

    /** Eight bytes of an array as one number. */
    public static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[][] names;
    private final int[] hashes;
    private final int[] table;

    /** A table of these names. A name is found as its index in this list; of equal names, the first. */
    NameTable(List<String> list) {
        names = new byte[list.size()][];
        hashes = new int[list.size()];
        table = new int[Integer.highestOneBit(Math.max(8, list.size() * 4) - 1) << 1];
        Arrays.fill(table, UNKNOWN);
        for (int id = 0; id < names.length; id++) {
            names[id] = list.get(id).getBytes(StandardCharsets.UTF_8);
            hashes[id] = hash(names[id], 0, names[id].length);
            if (find(names[id], 0, names[id].length) == UNKNOWN) {
                int place = hashes[id] & (table.length - 1);
                while (table[place] != UNKNOWN) {
                    place = (place + 1) & (table.length - 1);
                }
                table[place] = id;
            }
        }
    }

    private static int hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long mixed = length;
        if (length >= Long.BYTES) {
            mixed += (long) EIGHT.get(bytes, from) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 29;
            mixed += (long) EIGHT.get(bytes, from + (length - Long.BYTES) / 2) * 0xC2B2AE3D27D4EB4FL;
            mixed ^= mixed >>> 31;
            mixed += (long) EIGHT.get(bytes, to - Long.BYTES) * 0xD6E8FEB86659FD93L;
        } else {
            for (int i = from; i < to; i++) {
                mixed = ((mixed << 8) | (bytes[i] & 0xFF)) + (mixed >>> 56);
            }
            mixed *= 0x9E3779B97F4A7C15L;
        }
        return (int) (mixed ^ (mixed >>> 32) ^ (mixed >>> 47));
    }

    public int find(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return find(bytes, 0, bytes.length);
    }

    public int find(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        int place = hash & (table.length - 1);
        while (table[place] != UNKNOWN) {
            int id = table[place];
            if (hashes[id] == hash && Arrays.equals(names[id], 0, names[id].length, bytes, from, to)) {
                return id;
            }
            place = (place + 1) & (table.length - 1);
        }
        return UNKNOWN;
    }
}
