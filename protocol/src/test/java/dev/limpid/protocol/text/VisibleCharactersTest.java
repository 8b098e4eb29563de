package dev.limpid.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleCharactersTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, '\t', '\n', 0x1b, ' ', 0x7f, 0x85, 0xa0, 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180e, 0x2000,
                0x200b, 0x200d, 0x200e, 0x2028, 0x202e, 0x2060, 0x2065, 0x2066, 0x206f, 0x2800, 0x3000, 0x3164, 0xd800,
                0xdfff, 0xe000, 0xfdd0, 0xfe0f, 0xfeff, 0xffa0, 0xfff0, 0xffff, 0x1d173, 0x1fffe, 0xe0001, 0xe0020,
                0xe0100, 0xe0fff, 0xf0000, 0x10ffff
            })
    void names_holdNothingThatCannotBeSeen(int c) {
        assertThat(VisibleCharacters.isAllowedInName(c)).isFalse();
    }

    @Test
    void names_holdWhatCanBeSeen() {
        assertThat("azAZ09_$<>~éßЖ你ก가𝒳😀".codePoints()).allMatch(VisibleCharacters::isAllowedInName);
    }

    @Test
    void texts_keepSpacesTabsEndsOfLinesAndEmoji_andShowThatSomethingElseWasThere() {
        String good = "a b\u00a0c\td\r\ne ❤\ufe0f 😀";
        assertThat(VisibleCharacters.text(good)).isEqualTo(good);
        assertThat(VisibleCharacters.text("a\u202eb\u0000c\u001bd\ud800e\u3164f\udb40\udc41"))
                .isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffd");
    }
}
