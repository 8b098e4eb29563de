package dev.limpid.charts.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownStacksTest {

    private static final List<String> STACK = List.of(
            "java.util.ArrayList.get:+3",
            "org.example.tool.Parser.lambda$next$3:+12",
            "org.example.tool.Parser$Inner.read:+123",
            "example.com/go/pkg.(*T).walk:+2,+0x3f");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"Parser$Inner.read:+123\"' | true",
                "'\"Parser$Inner.read:+12\"' | false",
                "'\"Parser$Inner.read:+12*\"' | true",
                "'\"read\"' | true",
                "'\"rea\"' | false",
                "'\"ead\"' | false",
                "'\"*ead\"' | true",
                "'\"*ea*\"' | true",
                "'\"org.example.tool\"' | true",
                "'\"org.example.too\"' | false",
                "'\"org.example.tool.Parser\"' | true",
                "'\"Inner.read\"' | false",
                "'\"*Inner.read\"' | true",
                "'\"Parser.lambda$next$*\"' | true",
                "'\"Parser.lambda$next$*:+12\"' | true",
                "'\"Parser.lambda$next$3\"' | true",
                "'\"pkg.(*T).walk:+2\"' | true",
                "'\"pkg.(*T).walk:+2,+0x3f\"' | true",
                "'\"java.util.ArrayList.get\" && \"read\"' | true",
                "'\"java.util.ArrayList.get\" && !\"read\"' | false",
                "'\"absent\" || \"read\" && \"get\"' | true",
                "'(\"absent\" || \"read\") && \"missing\"' | false",
                "'!!\"read\"' | true",
                "'!(\"absent\" || \"missing\") && \"read\"' | true",
            })
    void conditions_areAnchored(String condition, boolean holds) throws Exception {
        KnownStacks known = KnownStacks.parse("known.txt", "issue: https://example.org/1\nstack: " + condition);
        assertThat(!known.matching(STACK).isEmpty()).isEqualTo(holds);
    }

    @Test
    void file_isReadRecordByRecord() throws Exception {
        KnownStacks known = KnownStacks.parse("known.txt", """
                # What we know
                issue: https://example.org/tool/issues/1
                stack: "Parser.next"
                  && !"Format.read"
                fixed: 1.4.0

                ---
                trial: the self-test fails on purpose
                stack: "SelfTest"
                ---
                """);
        assertThat(known.all()).hasSize(2);
        KnownStack issue = known.all().get(0);
        assertThat(issue.issue()).contains("https://example.org/tool/issues/1");
        assertThat(issue.fixed()).contains("1.4.0");
        assertThat(issue.matches(List.of("a.Parser.next:+1"))).isTrue();
        assertThat(issue.matches(List.of("a.Parser.next:+1", "a.Format.read:+1")))
                .isFalse();
        assertThat(known.all().get(1).isTestCrash()).isTrue();
        assertThat(known.all().get(1).name()).isEqualTo("the self-test fails on purpose");
        assertThat(known.ofIssue("https://example.org/tool/issues/2")).isEqualTo(Optional.empty());
    }

    /** As editors on all systems write it, with a comment for each line of a long condition. */
    @Test
    void file_mayHaveAByteOrderMark_otherLineEndings_andCommentsAnywhere() throws Exception {
        KnownStacks known = KnownStacks.parse("known.txt", """
                \ufeffissue: https://example.org/tool/issues/1
                # it was
                stack: "Parser.next"
                # but not that one, #2

                  && !"Format.read"
                # nor
                  && !"Format.write"
                fixed: 1.4.0
                ---
                trial: on
                # two lines
                  purpose
                stack: "Größe.prüfe"
                """.replace("\n", "\r\n"));
        assertThat(known.all()).hasSize(2);
        assertThat(known.all().get(0).fixed()).contains("1.4.0");
        assertThat(known.all().get(0).matches(List.of("a.Parser.next:+1"))).isTrue();
        assertThat(known.all().get(0).matches(List.of("a.Parser.next:+1", "a.Format.write:+1")))
                .isFalse();
        assertThat(known.all().get(1).name()).isEqualTo("on purpose");
        assertThat(known.all().get(1).matches(List.of("org.example.Größe.prüfe:+1")))
                .isTrue();
    }

    @Test
    void stackThatTwoClaim_namesBoth() throws Exception {
        KnownStacks known = KnownStacks.parse(
                "known.txt",
                "issue: https://example.org/1\nstack: \"read\"\n---\nissue: https://example.org/2\nstack: \"get\"");
        assertThat(known.matching(STACK))
                .extracting(KnownStack::name)
                .containsExactly("https://example.org/1", "https://example.org/2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'stack: \"a\" &&' | 'known.txt:2:14: found the end, expected a frame in quotation marks, ! or ('",
                "'stack: \"a\" & \"b\"' | 'known.txt:2:12: found ''&'', expected &&, || or the end'",
                "'stack: (\"a\" || \"b\"' | 'known.txt:2:19: found the end, expected &&, || or )'",
                "'stack: a' | 'known.txt:2:8: found ''a'', expected a frame in quotation marks, ! or ('",
                "'stack: \"a' | 'known.txt:2:8: found a quotation mark that is not closed, expected a second one on"
                        + " the same line'",
                "'stack: \"a\" || \"\"' | 'known.txt:2:15: found \"\", expected a part of a frame''s name'",
                "'stack: \"a\" || \"b .c\"' | 'known.txt:2:15: found \"b .c\", expected a part of a frame''s name'",
                "'stack: \"a;\"' | 'known.txt:2:8: found \"a;\", expected a part of a frame''s name'",
                "'stack: \"a\u00a0b\"' | 'known.txt:2:8: found \"a\u00a0b\", expected a part of a frame''s name'",
                "'stack: \"**\"' | 'known.txt:2:8: found \"**\", expected a part of a frame''s name'",
                "'stack: !\"a\"' | 'known.txt:2:8: found a condition that a stack without frames meets, expected a"
                        + " condition that needs a frame'",
                "'stacks: \"a\"' | 'known.txt:2:1: found ''stacks'', expected issue, trial, stack, versions or fixed'",
                "'fixed: 1 2' | 'known.txt:2:8: found ''1 2'', expected a version'",
                "'issue: https://example.org/2' | 'known.txt:2:1: found a second ''issue'', expected one, or ---"
                        + " before the next record'",
                "'trial: ours' | 'known.txt:1:1: found issue and trial, expected one of them'",
            })
    void problem_isReportedWithItsPosition(String line, String problem) {
        assertThatThrownBy(() -> KnownStacks.parse("known.txt", "issue: https://example.org/1\n" + line))
                .isInstanceOf(MalformedKnownStacksException.class)
                .satisfies(e -> assertThat(((MalformedKnownStacksException) e).problems())
                        .extracting(Object::toString)
                        .contains(problem));
    }

    @Test
    void allProblems_areReportedTogetherInOrder() {
        assertThatThrownBy(
                        () -> KnownStacks.parse("k", "stack: x\n---\nissue: 7\nstack: \"a\"\n---\n  lost\nnothing\n"))
                .hasMessage("""
                        k:1:1: found neither issue nor trial, expected one of them
                        k:1:8: found 'x', expected a frame in quotation marks, ! or (
                        k:3:8: found '7', expected an address such as https://example.org/issues/1
                        k:6:1: found a line that begins with white space, expected a line "key: value"
                        k:7:1: found a line without a colon, expected issue, trial, stack, versions or fixed""");
    }

    /** Any text is either read or refused with a message; nothing else happens. */
    @Test
    void anyText_isReadOrRefused() {
        String[] pieces = {
            "issue: ",
            "trial: x",
            "stack: ",
            "\"a.b\"",
            "&&",
            "||",
            "!",
            "(",
            ")",
            "\n",
            " ",
            "---\n",
            "https://e.org/1",
            "fixed: 1",
            "#",
            "\"",
            "*",
            "\u00e9",
            "\t",
            ":"
        };
        Random random = new Random(5);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(14); j >= 0; j--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                KnownStacks.parse("k", text.toString()).matching(STACK);
                read++;
            } catch (MalformedKnownStacksException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        }
        assertThat(read).isPositive();
        assertThatThrownBy(() -> KnownStacks.parse("k", "issue: https://e.org/1\nstack: " + "(".repeat(100_000)))
                .hasMessageContaining("more than 100 nested conditions");
    }
}
