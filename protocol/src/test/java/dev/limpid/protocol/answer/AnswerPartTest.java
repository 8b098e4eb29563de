package dev.limpid.protocol.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerPartTest {

    private static AnswerPart of(Attribute attribute, String value) {
        return new AnswerPart(Map.of(attribute, value), Map.of("tool/start", 1L));
    }

    @Test
    void counts_areAtLeastOneAndNoMoreThanCanBeAddedUp() {
        for (long count : new long[] {1, AnswerLimits.MOST_COUNT}) {
            assertThat(new AnswerPart(Map.of(), Map.of("tool/start", count)).counts())
                    .containsEntry("tool/start", count);
        }
        for (long count : new long[] {0, -1, AnswerLimits.MOST_COUNT + 1L}) {
            assertThatThrownBy(() -> new AnswerPart(Map.of(), Map.of("tool/start", count)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a count is " + count + ", expected 1 to " + AnswerLimits.MOST_COUNT);
        }
    }

    @Test
    void parts_areInTheOrderOfEachAttribute() {
        for (Attribute attribute : Attribute.values()) {
            assertThat(of(attribute, "a")).as(attribute.word()).isLessThan(of(attribute, "b"));
            assertThat(of(attribute, "b")).as(attribute.word()).isGreaterThan(of(attribute, "a"));
        }
    }

    @Test
    void token_isThirtyTwoLowerCaseHexadecimalDigits() {
        assertThat(AnswerToken.isToken("0123456789abcdef0123456789abcdef")).isTrue();
        assertThat(AnswerToken.isToken("0123456789ABCDEF0123456789abcdef")).isFalse();
        assertThat(AnswerToken.isToken("0123456789abcdef0123456789abcde")).isFalse();
        assertThat(AnswerToken.isToken("0123456789abcdef0123456789abcdef0")).isFalse();
        assertThat(AnswerToken.isToken("")).isFalse();
    }
}
