package dev.limpid.uploader.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What was decided about a week is read as it was written, or not at all. */
class WeekDecisionTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final WeekDraw DRAW = WeekDraw.from(new SplittableRandom(1));

    @ParameterizedTest
    @EnumSource(WeekDecision.Outcome.class)
    void decision_isReadAsItWasWritten(WeekDecision.Outcome outcome) {
        WeekDecision note = WeekDecision.NONE.withFetch(true).decided(outcome, "3 answers refused", NOW);
        assertThat(WeekDecision.parse(note.text())).isEqualTo(note);
        assertThat(note.when()).contains(NOW);
    }

    @Test
    void noteIsWrittenInLines_andAReasonIsOneOfThem() {
        WeekDecision note = WeekDecision.NONE.withFetch(false).decided(WeekDecision.Outcome.NOT_DRAWN, "a\nb", NOW);
        assertThat(note.text())
                .isEqualTo("fetch: false\noutcome: not-drawn\nwhen: 2026-11-20T12:00:00Z\nreason: a b\n");
        assertThat(WeekDecision.parse(note.text()).fetch()).contains(false);
        assertThat(WeekDecision.NONE.text()).isEmpty();
        assertThat(WeekDecision.parse("")).isEqualTo(WeekDecision.NONE);
    }

    @Test
    void draw_isKeptUntilTheDecision_andWhatElseIsKnownStays() {
        WeekDecision drawn = WeekDecision.NONE.withDraw(DRAW).withFetch(true);
        assertThat(WeekDecision.parse(drawn.text())).isEqualTo(drawn);
        assertThat(drawn.draw()).contains(DRAW);
        assertThat(drawn.toString()).doesNotContain(DRAW.text()).contains("WeekDraw");
        WeekDecision decided = drawn.decided(WeekDecision.Outcome.SENT, "", NOW);
        assertThat(decided.draw()).isEmpty();
        assertThat(decided.fetch()).contains(true);
        assertThat(decided.text()).doesNotContain("reason");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fetch: perhaps\\n | fetch is \"perhaps\", expected true or false",
                "outcome: maybe\\n | outcome is \"maybe\", expected one such as sent",
                "when: tomorrow\\n | \"tomorrow\" is not a time, expected one such as 2026-11-20T12:00:00Z",
                "draw: 12\\n | draw is \"12\", expected 64 hex digits",
                "outcome: sent | the last line has no end",
                "outcome\\n | found \"outcome\", expected \"key: value\"",
                ": sent\\n | found \": sent\", expected \"key: value\"",
            })
    void damagedNote_isNotRead(String text, String message) {
        assertThatThrownBy(() -> WeekDecision.parse(text.replace("\\n", "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
