package dev.limpid.charts.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameTableTest {

    /** Of all lengths, many of which differ in one byte only: they share places, so a search has to go on. */
    @Test
    void everyName_isFound_andNoOther() {
        for (int size : new int[] {0, 1, 2, 3, 8, 9, 100, 3_000}) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                names.add("x".repeat(i % 40) + i);
            }
            NameTable table = new NameTable(names);
            for (int i = 0; i < size; i++) {
                assertThat(table.find(names.get(i))).isEqualTo(i);
                byte[] padded = ("\"" + names.get(i) + "\":").getBytes(UTF_8);
                assertThat(table.find(padded, 1, padded.length - 2)).isEqualTo(i);
                assertThat(table.find(names.get(i) + "y")).isEqualTo(NameTable.UNKNOWN);
                assertThat(table.find(padded, 0, padded.length - 2)).isEqualTo(NameTable.UNKNOWN);
            }
            assertThat(table.find("")).isEqualTo(NameTable.UNKNOWN);
        }
    }

    @Test
    void equalNames_areTheFirst() {
        NameTable table = new NameTable(List.of("", "é", "a", "é", "a"));
        assertThat(table.find("é")).isEqualTo(1);
        assertThat(table.find("a")).isEqualTo(2);
        assertThat(table.find("")).isZero();
    }
}
