package dev.limpid.charts.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names from R8 and ProGuard become those of the source again. */
class ObfuscationMappingTest {

    private static final String TEXT = """
            # compiler: R8
            # {"id":"com.android.tools.r8.mapping","version":"2.2"}
            org.example.Parser -> a.b:
            # {"id":"sourceFile","fileName":"Parser.java"}
                int depth -> c
                1:3:void next(int):12:14 -> a
                4:4:void org.example.Text.skip():7:7 -> a
                4:4:void next(int):15 -> a
                5:6:java.lang.String next(java.lang.String):40:41 -> a
                1:1:boolean isEnd():60:60 -> d
                2:2:boolean isEnd():62:62 -> d
                1:1:void <init>():9:9 -> <init>
            org.example.Text -> a.c:
                void close() -> b
                void open(int) -> e
                void shut(java.lang.String) -> e
            org.example.Main -> org.example.Main:
                20:22:void main(java.lang.String[]) -> main
            """;

    @ParameterizedTest
    @CsvSource({
        "a.b.d:+1, org.example.Parser.isEnd:=62",
        "a.b.d:=1, org.example.Parser.isEnd:=60",
        "a.b.<init>:=0, org.example.Parser.<init>:=0",
        "a.b.<init>:+0, org.example.Parser.<init>:=9",
        "a.b.d:+9, org.example.Parser.isEnd:=0",
        "a.c.b:+3, org.example.Text.close:+3",
        "org.example.Main.main:+2, org.example.Main.main:=22",
        "a.d.x:+1, a.d.x:+1",
        "hidden, hidden",
        "java.util.ArrayList.get:+3, java.util.ArrayList.get:+3",
    })
    void frame_isThatOfTheSource(String frame, String source) {
        assertThat(ObfuscationMapping.parse(TEXT).frames(frame)).containsExactly(source);
        assertThat(ObfuscationMapping.parse(TEXT.replace("\n", "\r\n")).frames(frame))
                .containsExactly(source);
    }

    @Test
    void inlinedMethod_isAFrameOfItsOwn() {
        assertThat(ObfuscationMapping.parse(TEXT).stack(List.of("a.b.a:+3", "org.example.Main.main:+0")))
                .containsExactly(
                        "org.example.Text.skip:=7", "org.example.Parser.next:=15", "org.example.Main.main:=20");
    }

    /** Two overloaded methods cannot be distinguished: they have one name in one place and two in the other. */
    @Test
    void ambiguousMethod_isNotGuessed() {
        assertThat(ObfuscationMapping.parse(TEXT).frames("a.b.a:+0")).containsExactly("org.example.Parser.next:=0");
        assertThat(ObfuscationMapping.parse(TEXT).frames("a.c.e:+2")).containsExactly("org.example.Text.e:+2");
    }

    @Test
    void anyText_isReadToItsEnd() {
        String odd = "a ->\n -> b:\n    1:2:x -> y\n    9999999999:1:void a():1 -> b\nx -> y:\n    void z( -> q\n\0\n";
        assertThat(ObfuscationMapping.parse(odd).frames("y.q:+1")).containsExactly("x.q:+1");
    }

    /** An address may respond with a page that says that nothing was found. */
    @ParameterizedTest
    @ValueSource(strings = {"", "# pg_map_id: 1\n", "<!DOCTYPE html>\n<title>Not found</title>\n"})
    void textWithoutAClass_isRejected(String text) {
        assertThatThrownBy(() -> ObfuscationMapping.parse(text))
                .hasMessage("found no class, expected a line such as 'org.example.Parser -> a.b:'");
    }
}
