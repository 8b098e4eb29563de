package dev.limpid.tlog.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.tlog.LogFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {
    private static final String ALLOWED = ", expected level -1 to 63, index 0 or more, width 1 to 256";

    @Test
    void path_writesTheIndexInGroupsOfThreeDigits() {
        assertThat(new Tile(0, 0, 256).path()).isEqualTo("tile/0/000");
        assertThat(new Tile(1, 7, 12).path()).isEqualTo("tile/1/007.p/12");
        assertThat(new Tile(0, 1234067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new Tile(Tile.ENTRIES, 1000, 255).path()).isEqualTo("tile/entries/x001/000.p/255");
        assertThat(new Tile(Tile.ENTRIES, 999, 256).goPath()).isEqualTo("tile/8/data/999");
        assertThat(new Tile(2, 12345, 1).goPath()).isEqualTo("tile/8/2/x012/345.p/1");
    }

    @Test
    void parse_readsWhatPathWrote() throws LogFormatException {
        for (long index : new long[] {0, 1, 9, 10, 99, 100, 999, 1000, 1001, 99_999, 999_999, 1_000_000, 1L << 40}) {
            for (int level = Tile.ENTRIES; level < 8; level++) {
                for (int width : new int[] {1, 9, 255, 256}) {
                    Tile tile = new Tile(level, index, width);
                    assertThat(Tile.parse(tile.path())).isEqualTo(tile);
                    assertThat(Tile.parseGo(tile.goPath())).isEqualTo(tile);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/0",
                "tile/0/0000",
                "tile/0/x000/000",
                "tile/0/x00a/000",
                "tile/00/000",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/+1",
                "tile/0/001/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/data/000",
                "tile/0/",
                "tile/0",
                "tile/",
                "",
                "tile/0/000/",
                "/tile/0/000",
                "tile/0/x001/x002/x003/x004/x005/006",
                "tile/0/000.p/1.p/1"
            })
    void parse_refusesEveryOtherSpelling(String path) {
        assertThatThrownBy(() -> Tile.parse(path)).isInstanceOf(LogFormatException.class);
    }

    @Test
    void holding_isAsWideAsTheTreeMakesIt() {
        assertThat(Tile.holding(0, 0, 1)).isEqualTo(new Tile(0, 0, 1));
        assertThat(Tile.holding(0, 255, 256)).isEqualTo(new Tile(0, 0, 256));
        assertThat(Tile.holding(0, 256, 257)).isEqualTo(new Tile(0, 1, 1));
        assertThat(Tile.holding(1, 0, 70_000)).isEqualTo(new Tile(1, 0, 256));
        assertThat(Tile.holding(1, 256, 70_000)).isEqualTo(new Tile(1, 1, 17));
        assertThat(Tile.holding(2, 0, 70_000)).isEqualTo(new Tile(2, 0, 1));
    }

    @Test
    void isWithin_asksForEveryHashOfTheTile() {
        assertThat(new Tile(0, 0, 3).isWithin(3)).isTrue();
        assertThat(new Tile(0, 0, 3).isWithin(2)).isFalse();
        assertThat(new Tile(1, 0, 1).isWithin(255)).isFalse();
        assertThat(new Tile(1, 0, 1).isWithin(256)).isTrue();
        assertThat(new Tile(Tile.ENTRIES, 1, 1).isWithin(257)).isTrue();
        assertThat(new Tile(Tile.ENTRIES, 1, 1).isWithin(256)).isFalse();
    }

    @Test
    void tile_hasALevelAnIndexAndAWidthWithinItsBounds() throws Exception {
        for (Tile tile : new Tile[] {new Tile(Tile.ENTRIES, 0, 1), new Tile(63, Long.MAX_VALUE / 256, 256)}) {
            assertThat(tile.width()).isBetween(1, 256);
        }
        assertThatThrownBy(() -> new Tile(-2, 0, 1)).hasMessage("a tile has level -2, index 0, width 1" + ALLOWED);
        assertThatThrownBy(() -> new Tile(64, 0, 1)).hasMessage("a tile has level 64, index 0, width 1" + ALLOWED);
        assertThatThrownBy(() -> new Tile(0, -1, 1)).hasMessage("a tile has level 0, index -1, width 1" + ALLOWED);
        assertThatThrownBy(() -> new Tile(0, 0, 0)).hasMessage("a tile has level 0, index 0, width 0" + ALLOWED);
        assertThatThrownBy(() -> new Tile(0, 0, 257)).hasMessage("a tile has level 0, index 0, width 257" + ALLOWED);
        assertThat(Tile.parse("tile/63/000")).isEqualTo(new Tile(63, 0, 256));
        assertThat(Tile.parse("tile/0/000.p/1")).isEqualTo(new Tile(0, 0, 1));
        assertThat(Tile.parse("tile/0/000.p/255")).isEqualTo(new Tile(0, 0, 255));
        assertThat(Tile.parse("tile/0/x123/x456/x789/x012/345").index()).isEqualTo(123_456_789_012_345L);
    }

    @Test
    void levels_endWhereNoTreeReaches() {
        assertThat(Tile.hashesAt(7, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE >>> 56);
        assertThat(Tile.hashesAt(8, Long.MAX_VALUE)).isZero();
        assertThat(Tile.hashesAt(63, 5)).isZero();
        assertThat(Tile.hashesAt(Tile.ENTRIES, 5)).isEqualTo(5);
    }

    @Test
    void path_isShownUpTo80Characters() {
        for (String odd : new String[] {
            "tile/0/00/", "tile/0/00:", "tile/0/.p/5", "tile/0//000", "tile/0/y001/000", "x".repeat(80)
        }) {
            assertThatThrownBy(() -> Tile.parse(odd)).hasMessage("\"" + odd + "\" is not the path of a tile");
        }
        assertThatThrownBy(() -> Tile.parse("x".repeat(81)))
                .hasMessage("\"" + "x".repeat(80) + "…\" is not the path of a tile");
    }
}
