package dev.limpid.tlog.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.merkle.SmallTree;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Nodes read from tiles, compared with a tree that is computed by its definition. */
class TileNodesTest {

    private static final int[] SIZES = {1, 2, 3, 7, 8, 9, 100, 255, 256, 257, 511, 512, 513, 600};

    private final List<Tile> read = new ArrayList<>();

    private TileNodes nodes(SmallTree tree, int size) {
        return new TileNodes(size, tile -> {
            read.add(tile);
            return bytes(tree, tile);
        });
    }

    private static byte[] bytes(SmallTree tree, Tile tile) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int leaves = 1 << (Tile.HEIGHT * tile.level());
        for (int i = 0; i < tile.width(); i++) {
            int place = (int) tile.index() * Tile.FULL + i;
            bytes.writeBytes(tree.root(place * leaves, (place + 1) * leaves).toBytes());
        }
        return bytes.toByteArray();
    }

    @Test
    void nodes_areThoseOfTheTree_andEveryTileIsReadOnce() throws Exception {
        for (int size : SIZES) {
            SmallTree tree = SmallTree.of(size);
            TileNodes nodes = nodes(tree, size);
            read.clear();
            for (int level = 0; 1 << level <= size; level++) {
                for (int index = 0; (index + 1) << level <= size; index++) {
                    assertThat(nodes.node(level, index))
                            .as("node %d of level %d in a tree of %d", index, level, size)
                            .isEqualTo(tree.root(index << level, (index + 1) << level));
                }
            }
            assertThat(read).doesNotHaveDuplicates();
            assertThat(read).hasSize((size + 255) / 256 + (size >= 256 ? 1 : 0));
        }
    }

    @Test
    void nodeThatIsNotComplete_isRefused() {
        for (int size : SIZES) {
            TileNodes nodes = nodes(SmallTree.of(size), size);
            for (int level = 0; level < 11; level++) {
                long beyond = size >> level;
                int up = level;
                assertThatThrownBy(() -> nodes.node(up, beyond))
                        .as("node %d of level %d in a tree of %d", beyond, level, size)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("node " + beyond + " of level " + level + " is not complete in a tree of " + size);
                assertThatThrownBy(() -> nodes.node(up, -1)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> nodes.node(7, 1L << 57)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> nodes.node(7, Long.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void tile_isTakenAsWideAsAskedOrWider_andOfWholeHashes() throws Exception {
        SmallTree tree = SmallTree.of(300);
        byte[] whole = bytes(tree, new Tile(0, 0, 256));
        Tile five = new Tile(0, 0, 5);
        Map<Integer, Boolean> taken = new TreeMap<>();
        for (int length : new int[] {0, 128, 159, 160, 161, 192, 256 * 32, 256 * 32 + 32}) {
            TileNodes nodes = new TileNodes(5, tile -> Arrays.copyOf(whole, length));
            try {
                assertThat(nodes.hashes(five)).hasSize(length);
                assertThat(nodes.node(0, 4)).isEqualTo(tree.leaf(4));
                taken.put(length, true);
            } catch (LogFormatException e) {
                assertThat(e).hasMessage("tile/0/000.p/5 has " + length + " bytes, expected 160");
                taken.put(length, false);
            }
        }
        assertThat(taken)
                .isEqualTo(Map.of(
                        0, false, 128, false, 159, false, 160, true, 161, false, 192, true, 8192, true, 8224, false));
    }

    @Test
    void entries_areCutToAPrefix_orItIsSaidHowManyThereAre() throws Exception {
        byte[] three = EntryTile.encode(List.of(new byte[] {1}, new byte[0], new byte[300]));
        for (int width = 0; width <= 3; width++) {
            assertThat(EntryTile.decode(EntryTile.prefix(three, width))).hasSize(width);
        }
        assertThatThrownBy(() -> EntryTile.prefix(three, 4))
                .isInstanceOf(LogFormatException.class)
                .hasMessage("a tile of entries has 3 entries, expected at least 4");
        assertThatThrownBy(() -> EntryTile.decode(Arrays.copyOf(three, three.length - 1)))
                .hasMessage("entry 2 at byte 5 does not fit its tile");
        assertThatThrownBy(() -> EntryTile.decode(new byte[] {0})).hasMessageContaining("entry 0 at byte 0");
    }

    @Test
    void entry_hasAtMost65535Bytes() throws Exception {
        byte[] longest = new byte[65535];
        assertThat(EntryTile.decode(EntryTile.encode(List.of(longest)))).containsExactly(longest);
        assertThatThrownBy(() -> EntryTile.encode(List.of(new byte[65536])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an entry has 65536 bytes, more than 65535");
    }

    @Test
    void tileOfMoreThan256Entries_isRefused() throws Exception {
        byte[] full = new byte[2 * 256];
        assertThat(EntryTile.decode(full)).hasSize(256);
        assertThatThrownBy(() -> EntryTile.decode(new byte[2 * 257])).hasMessageContaining("entry 256");
    }
}
