package dev.limpid.protocol.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Frames character by character and number by number: anything slightly outside the grammar is not a frame. */
class StackNameGrammarTest {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";

    private static boolean isFrame(String frame) {
        return ("c\n" + frame).equals(StackNameSyntax.restrictTo("c\n" + frame, 0, List.of()));
    }

    /** The ASCII characters that are accepted in place of the ? in a text. */
    private static String allowed(String text, Predicate<String> passes) {
        StringBuilder allowed = new StringBuilder();
        for (char c = 0; c < 0x80; c++) {
            if (passes.test(text.replace('?', c))) {
                allowed.append(c);
            }
        }
        return allowed.toString();
    }

    private static String sorted(String characters) {
        StringBuilder sorted = new StringBuilder();
        characters.chars().sorted().forEach(c -> sorted.append((char) c));
        return sorted.toString();
    }

    @Test
    void symbol_holdsTheseCharactersOfAsciiAndNoOthers() {
        assertThat(allowed("a.b?c:+1", StackNameGrammarTest::isFrame))
                .isEqualTo(sorted(LETTERS + DIGITS + "_$/-*()[]<>%~+@#!&|=?^,'."));
    }

    @Test
    void symbol_hasADotInside() {
        for (String frame : List.of("a.b:+1", "a..b:+1", ".a.b:+1", "a.b.:+1")) {
            assertThat(isFrame(frame)).as(frame).isTrue();
        }
        for (String frame : List.of("ab:+1", ".ab:+1", "ab.:+1", ".:+1", ":+1", "")) {
            assertThat(isFrame(frame)).as(frame).isFalse();
        }
    }

    @Test
    void place_isALineThatAClassFileCanName() {
        for (String place : List.of("+0", "=0", "+1", "-1", "=1", "+10", "+65535", "-65535")) {
            assertThat(isFrame("a.b:" + place)).as(place).isTrue();
        }
        for (String place :
                List.of("", "+", "1", "*1", "-0", "+00", "+01", "+65536", "+1a", "+:", "+/", "+1 ", "+1234567890")) {
            assertThat(isFrame("a.b:" + place)).as(place).isFalse();
        }
    }

    @Test
    void offset_isAHexadecimalNumberInOneSpelling() {
        String sixteen = "123456789abcdef0";
        for (String offset : List.of(",+0x0", ",-0x0", ",+0x1f", ",+0x" + sixteen)) {
            assertThat(isFrame("a.b:+1" + offset)).as(offset).isTrue();
        }
        for (String offset :
                List.of(",", ",+", ",+0x", ",+0x00", ",+0x01", ",*0x1", "+0x1", ",+0X1", ",+0x" + sixteen + "1")) {
            assertThat(isFrame("a.b:+1" + offset)).as(offset).isFalse();
        }
        assertThat(allowed("a.b:+1,+0x1?", StackNameGrammarTest::isFrame)).isEqualTo(DIGITS + "abcdef");
        // With an offset, a line may be longer than in a class file, up to nine digits.
        assertThat(isFrame("a.b:+123456789,+0x1")).isTrue();
        assertThat(isFrame("a.b:+1234567890,+0x1")).isFalse();
    }

    @Test
    void frameOfTheJdk_hasPlainNamesOfItsLengths() {
        assertThat(allowed("java.util.L?st.of:+1", StackNameSyntax::isJdkFrame))
                .isEqualTo(sorted(LETTERS + DIGITS + "_$"));
        assertThat(allowed("java.util.List.o?:+1", StackNameSyntax::isJdkFrame))
                .isEqualTo(sorted(LETTERS + DIGITS + "_$"));
        assertThat(allowed("java.util.?.of:+1", StackNameSyntax::isJdkFrame)).isEqualTo(sorted(LETTERS + "_$"));
        assertThat(allowed("java.util.List.?:+1", StackNameSyntax::isJdkFrame)).isEqualTo(sorted(LETTERS + "_$"));
        for (String method : List.of("<init>", "<clinit>", "a".repeat(70))) {
            assertThat(StackNameSyntax.isJdkFrame("java.util.List." + method + ":+1"))
                    .as(method)
                    .isTrue();
        }
        for (String method : List.of("", "<x>", "<init", "a".repeat(71), "1a")) {
            assertThat(StackNameSyntax.isJdkFrame("java.util.List." + method + ":+1"))
                    .as(method)
                    .isFalse();
        }
        assertThat(StackNameSyntax.isJdkFrame("java.util." + "L".repeat(100) + ".of:+1"))
                .isTrue();
        assertThat(StackNameSyntax.isJdkFrame("java.util." + "L".repeat(101) + ".of:+1"))
                .isFalse();
        for (String frame :
                List.of("List.of:+1", "of:+1", "nosuch.util.List.of:+1", "java.util.List.of:+1,+0x1", "of")) {
            assertThat(StackNameSyntax.isJdkFrame(frame)).as(frame).isFalse();
        }
    }

    @Test
    void parts_standBetweenTheirMarks() {
        assertThat(StackNameSyntax.prefix("c")).isEqualTo("c");
        assertThat(StackNameSyntax.prefix("\na.b:+1")).isEmpty();
        assertThat(StackNameSyntax.restrictTo("\na.b:+1", 0, List.of())).isNull();
        assertThat(StackNameSyntax.depth("c")).isZero();
        assertThat(StackNameSyntax.depth("c\na\nb")).isEqualTo(2);
        assertThat(StackNameSyntax.depth("\na")).isEqualTo(1);
        assertThat(StackNameSyntax.frames("\na")).containsExactly("a");
        assertThat(StackNameSyntax.frames("c")).isEmpty();
        assertThat(StackNameSyntax.symbol("a.b:+1")).isEqualTo("a.b");
        assertThat(StackNameSyntax.symbol(":+1")).isEmpty();
        assertThat(StackNameSyntax.symbol(StackNameSyntax.HIDDEN)).isEqualTo(StackNameSyntax.HIDDEN);
        assertThat(StackNameSyntax.symbol("a.B c", "d:e\"f;g\\h{i}j`k\u007fl\u0000"))
                .isEqualTo("a.B_c.d_e_f_g_h_i_j_k_l_");
    }

    @Test
    void markOfGo_isTakenOffWhereverItIsTheLastLine() {
        String whole = "c\na.b:+1";
        for (String cut : List.of("c\na.b:+1\na.c:+2\ntruncated", "c\na.b:+1\na.c:+2\ntruncated\n")) {
            assertThat(StackNameSyntax.withoutTruncation(cut)).isEqualTo(whole);
            assertThat(StackNameSyntax.restrictTo(cut, 0, List.of())).isEqualTo(whole);
        }
        assertThat(StackNameSyntax.withoutTruncation("truncated")).isEqualTo("truncated");
        assertThat(StackNameSyntax.withoutTruncation("xtruncated")).isEqualTo("xtruncated");
        assertThat(StackNameSyntax.withoutTruncation("\ntruncated")).isEqualTo("");
        assertThat(StackNameSyntax.withoutTruncation("c\ntruncated")).isEqualTo("c");
    }

    @Test
    void offsets_areOnAllFramesThatAreShown() {
        assertThat(StackNameSyntax.hasOffsets("c\na.b:+1,+0x1\nhidden")).isTrue();
        assertThat(StackNameSyntax.hasOffsets("c\na.b:+1,+0x1\na.b:+1")).isFalse();
        assertThat(StackNameSyntax.hasOffsets("c,d\na.b:+1")).isFalse();
        assertThat(StackNameSyntax.hasOffsets("c\na,b.c:+1"))
                .as("a comma in a name")
                .isFalse();
        assertThat(StackNameSyntax.hasOffsets("c\na.b:+1")).isFalse();
    }
}
