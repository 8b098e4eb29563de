package dev.limpid.charts.fold;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.charts.fold.CanonicalAnswerCursor.NotCanonicalException;
import org.junit.jupiter.api.Test;

/** The cursor over an answer's bytes: every byte at every place of the eight that are looked at together. */
class CanonicalAnswerCursorTest {

    @Test
    void name_endsAtItsQuote_whereverThatIs() throws NotCanonicalException {
        for (int before = 0; before < 9; before++) {
            for (int length = 0; length < 40; length++) {
                for (int after = 0; after < 10; after++) {
                    CanonicalAnswerCursor in =
                            in("#".repeat(before) + "n".repeat(length) + '"' + ":".repeat(after), before);
                    in.name();
                    assertThat(in.nameFrom).isEqualTo(before);
                    assertThat(in.nameTo).isEqualTo(before + length);
                    assertThat(in.at()).isEqualTo(before + length + 1);
                    assertThat(in.isAtEnd()).isEqualTo(after == 0);
                }
            }
        }
    }

    @Test
    void name_isPlainAscii() throws NotCanonicalException {
        for (int one = 0; one < 256; one++) {
            for (int length : new int[] {3, 9, 16}) {
                for (int at = 0; at < length; at++) {
                    StringBuilder text = new StringBuilder("n".repeat(length) + "\"");
                    text.setCharAt(at, (char) one);
                    CanonicalAnswerCursor in = in(text.toString(), 0);
                    if (one < ' ' || one > 127 || one == '\\') {
                        assertThatThrownBy(in::name)
                                .as("byte %s at %s", one, at)
                                .isInstanceOf(NotCanonicalException.class);
                    } else {
                        in.name();
                        assertThat(in.nameTo).as("byte %s at %s", one, at).isEqualTo(one == '"' ? at : length);
                    }
                }
            }
        }
    }

    @Test
    void name_hasAtMost4096Bytes() throws NotCanonicalException {
        CanonicalAnswerCursor in = in("n".repeat(4096) + '"', 0);
        in.name();
        assertThat(in.nameTo).isEqualTo(4096);
        assertThatThrownBy(in("n".repeat(4097) + '"', 0)::name).isInstanceOf(NotCanonicalException.class);
        assertThatThrownBy(in("n".repeat(20), 0)::name).isInstanceOf(NotCanonicalException.class);
    }

    /** The end of the answer, not that of the array, ends what is read. */
    @Test
    void nothing_isReadBeyondTheEnd() throws NotCanonicalException {
        CanonicalAnswerCursor in = new CanonicalAnswerCursor();
        byte[] bytes = "12345\"67".getBytes(ISO_8859_1);
        in.begin(bytes, 0, 5);
        assertThatThrownBy(in::name).isInstanceOf(NotCanonicalException.class);
        assertThatThrownBy(in::number).isInstanceOf(NotCanonicalException.class);
        in.begin(bytes, 0, 5);
        assertThat(in.startsWith("12345".getBytes(ISO_8859_1))).isTrue();
        assertThat(in.startsWith("12345\"".getBytes(ISO_8859_1))).isFalse();
        assertThatThrownBy(() -> in.take(6)).isInstanceOf(NotCanonicalException.class);
        assertThat(in.take(5)).isZero();
        assertThat(in.isAtEnd()).isTrue();
        assertThatThrownBy(in::peek).isInstanceOf(NotCanonicalException.class);
        assertThatThrownBy(() -> in.expect('"')).isInstanceOf(NotCanonicalException.class);
        assertThat(in.at()).isEqualTo(5);
    }

    @Test
    void stackName_endsAtItsQuote_andItsPrefixAtTheFirstLineFeed() throws NotCanonicalException {
        for (int prefix = 0; prefix < 12; prefix++) {
            for (int frame = 0; frame < 12; frame++) {
                CanonicalAnswerCursor in = in("p".repeat(prefix) + "\\n" + "f".repeat(frame) + "\\n" + "g\":1", 0);
                assertThat(in.stackName()).isEqualTo(prefix);
                assertThat(in.nameFrom).isZero();
                assertThat(in.nameTo).isEqualTo(prefix + frame + 5);
                assertThat(in.at()).isEqualTo(prefix + frame + 6);
            }
        }
        CanonicalAnswerCursor plain = in("crash\":", 0);
        assertThat(plain.stackName()).isEqualTo(5);
        assertThatThrownBy(in("crash\\t\"", 0)::stackName).isInstanceOf(NotCanonicalException.class);
        assertThatThrownBy(in("crash\\", 0)::stackName).isInstanceOf(NotCanonicalException.class);
        assertThatThrownBy(in("crash\\n", 0)::stackName).isInstanceOf(NotCanonicalException.class);
    }

    @Test
    void number_isWhole_atLeastOne_andWithoutZerosBeforeIt() throws NotCanonicalException {
        assertThat(in("1}", 0).number()).isEqualTo(1);
        assertThat(in("9}", 0).number()).isEqualTo(9);
        assertThat(in("1090}", 0).number()).isEqualTo(1090);
        assertThat(in("999999999999999999}", 0).number()).isEqualTo(999_999_999_999_999_999L);
        for (String not : new String[] {"0}", "01}", "-1}", "}", "/}", ":}", "1000000000000000000}", "12"}) {
            assertThatThrownBy(in(not, 0)::number).as(not).isInstanceOf(NotCanonicalException.class);
        }
        CanonicalAnswerCursor in = in("12:", 0);
        in.number();
        assertThat(in.peek()).isEqualTo((byte) ':');
    }

    private static CanonicalAnswerCursor in(String text, int from) {
        CanonicalAnswerCursor in = new CanonicalAnswerCursor();
        byte[] bytes = text.getBytes(ISO_8859_1);
        in.begin(bytes, from, bytes.length);
        return in;
    }
}
