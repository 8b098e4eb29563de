package dev.limpid.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChartNoteTest {

    @Test
    void everyNote_parsesBackToItself() {
        for (ChartNote.Kind kind : ChartNote.Kind.values()) {
            for (long number : new long[] {0, 1, 2, 1_234_567, 1L << 44}) {
                ChartNote chartNote = ChartNote.of(kind, values(kind, number));
                assertThat(ChartNote.read(chartNote.text()))
                        .as(chartNote.text())
                        .contains(chartNote);
            }
        }
    }

    @Test
    void text_isWhatWasAlwaysPublished() {
        assertThat(ChartNote.of(ChartNote.Kind.UNKNOWN, "left", 40L).text())
                .isEqualTo(
                        "40 answers not counted in any chart: no chart asks the question now, or the configuration is revoked"
                                + " or unknown");
        assertThat(ChartNote.of(ChartNote.Kind.CLIPPED, "most", 1L).text())
                .startsWith(
                        "In figures over all events no machine counts for more than 1 event: if it has more, all of its counts");
        assertThat(ChartNote.of(ChartNote.Kind.LISTED, "distinct", 12_000L, "listed", 500L)
                        .text())
                .startsWith("Only the 500 most common of 12,000 different stacks are listed;");
    }

    @Test
    void read_keepsTextThatLooksLikeAPlaceholder() {
        ChartNote chartNote = ChartNote.of(
                ChartNote.Kind.NOT_COMPUTED, "title", "{program} \" of x is left out: $1 \\", "program", "a/b");
        assertThat(ChartNote.read(chartNote.text())).contains(chartNote);
    }

    @Test
    void read_ofAnotherSentence_isNone() {
        for (String other : List.of(
                "",
                "A sentence of a later version",
                "x answers left out stacks: an answer contains at most 64, the most frequent ones",
                "9".repeat(40) + " answers left out stacks: an answer contains at most 64, the most frequent ones")) {
            assertThat(ChartNote.read(other)).as(other).isEqualTo(Optional.empty());
        }
    }

    @Test
    void text_withoutAValue_throwsNamingThePlaceholder() {
        assertThatThrownBy(() -> ChartNote.of(ChartNote.Kind.CLIPPED).text())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a note CLIPPED has no value for most");
    }

    private static Object[] values(ChartNote.Kind kind, long number) {
        List<Object> values = new ArrayList<>();
        kind.placeholders().forEach((place, isNumber) -> {
            values.add(place);
            String text = place.equals("attribute") ? "os" : "a value of 1.5, and more";
            values.add(isNumber ? (Object) number : text);
        });
        return values.toArray();
    }
}
