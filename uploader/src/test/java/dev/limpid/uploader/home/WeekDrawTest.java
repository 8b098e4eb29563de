package dev.limpid.uploader.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** One draw a week gives every question a separate number. */
class WeekDrawTest {

    private static final int WEEKS = 20_000;

    @Test
    void numbers_areUniform_andIndependentOfEachOther() {
        SplittableRandom random = new SplittableRandom(14);
        int first = 0;
        int second = 0;
        int both = 0;
        for (int i = 0; i < WEEKS; i++) {
            WeekDraw draw = WeekDraw.from(random);
            boolean a = draw.uniformFor("org.example/tool/a") < 0.1;
            boolean b = draw.uniformFor("org.example/tool/b") < 0.3;
            first += a ? 1 : 0;
            second += b ? 1 : 0;
            both += a && b ? 1 : 0;
        }
        assertThat(first / (double) WEEKS).isBetween(0.09, 0.11);
        assertThat(second / (double) WEEKS).isBetween(0.285, 0.315);
        assertThat(both / (double) WEEKS).isBetween(0.025, 0.035);
    }

    @Test
    void numbers_areTheSameAfterTheNoteWasRead() {
        WeekDraw draw = WeekDraw.from(new SplittableRandom(1));
        WeekDecision note = WeekDecision.parse(WeekDecision.NONE.withDraw(draw).text());
        assertThat(note.draw().orElseThrow().uniformFor("x/y")).isEqualTo(draw.uniformFor("x/y"));
        assertThatThrownBy(() -> WeekDecision.parse("draw: 12\n")).isInstanceOf(IllegalArgumentException.class);
    }
}
