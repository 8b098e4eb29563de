package dev.limpid.charts.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupKeyTest {

    private static final List<String> STACK = List.of(
            "java.util.ArrayList.get:+3",
            "org.example.Plan.order:+20",
            "org.example.Plan.make:+4",
            "org.example.Main.main:+14");

    @Test
    void lines_doNotMatter() {
        assertThat(GroupKey.of(List.of(
                        "java.util.ArrayList.get:+5",
                        "org.example.Plan.order:=0",
                        "org.example.Plan.make:-1",
                        "org.example.Main.main:+15")))
                .isEqualTo(GroupKey.of(STACK))
                .hasToString("org.example.Plan.order org.example.Plan.make");
    }

    @Test
    void jdkAndHiddenFrames_areSkippedAnywhere() {
        assertThat(GroupKey.of(List.of(
                        "jdk.internal.util.Preconditions.outOfBounds:+1",
                        "java.util.Objects.checkIndex:+2",
                        "org.example.Plan.order:+20",
                        "hidden",
                        "java.util.ArrayList.forEach:+9",
                        "org.example.Plan.make:+4",
                        "hidden",
                        "org.example.Main.main:+14",
                        "hidden")))
                .isEqualTo(GroupKey.of(STACK));
    }

    @Test
    void otherMethod_isAnotherGroup() {
        List<String> other = new ArrayList<>(STACK);
        other.set(2, "org.example.Plan.read:+4");
        assertThat(GroupKey.of(other)).isNotEqualTo(GroupKey.of(STACK));
    }

    @Test
    void depthOfARecursion_doesNotMatter() {
        List<String> shallow = List.of(
                "org.example.Parser.factor:+9",
                "org.example.Parser.term:+1",
                "org.example.Parser.sum:+1",
                "org.example.Main.main:+14");
        List<String> deep = new ArrayList<>(shallow.subList(0, 3));
        for (int i = 0; i < 50; i++) {
            deep.add("org.example.Parser.factor:+3");
            deep.add("org.example.Parser.term:+1");
            deep.add("org.example.Parser.sum:+1");
        }
        deep.add("org.example.Main.main:+14");
        assertThat(GroupKey.of(deep)).isEqualTo(GroupKey.of(shallow));
        assertThat(GroupKey.of(deep.subList(0, 16), 3)).isEqualTo(GroupKey.of(shallow, 3));
    }

    @Test
    void framesFurtherOut_decideNothing() {
        List<String> inner = List.of("a.A.a:+1", "a.B.b:+1");
        List<String> one = new ArrayList<>(inner);
        one.add("a.E.e:+1");
        List<String> other = new ArrayList<>(inner);
        other.add("a.F.f:+1");
        assertThat(inner).hasSize(GroupKey.FRAMES);
        assertThat(GroupKey.of(one)).isEqualTo(GroupKey.of(other)).isEqualTo(GroupKey.of(inner));
    }

    @Test
    void methodsThatOnlyRaise_areNotWhereItFailed() {
        List<String> where = List.of("org.example.Parser.value:+7", "org.example.Parser.list:+3");
        assertThat(GroupKey.of(List.of(
                        "org.example.ParseException.at:+1",
                        "org.example.Parser.syntaxError:+4",
                        "org.example.Parser.die:+1",
                        "org.example.Parser.value:+7",
                        "org.example.Parser.list:+3")))
                .isEqualTo(GroupKey.of(where));
        assertThat(GroupKey.of(List.of("org.example.Parser.value:+7", "org.example.Errors.list:+3", "a.B.c:+1")))
                .as("further out it is a caller like others")
                .hasToString("org.example.Parser.value org.example.Errors.list");
        assertThat(GroupKey.of(List.of("org.example.Parser.fail:+7")))
                .as("better than nothing")
                .hasToString("org.example.Parser.fail");
    }

    /** Whatever the method's name is. */
    @Test
    void classOfWhatWasThrown_isNotWhereItFailed() {
        assertThat(GroupKey.of(List.of(
                        "org.example.Trouble.<init>:=0", "org.example.Parser.value:+7", "org.example.Parser.list:+3")))
                .hasToString("org.example.Parser.value org.example.Parser.list");
        assertThat(GroupKey.of(List.of("org.example.Trouble.<init>:=0")))
                .as("better than nothing")
                .hasToString("org.example.Trouble.<init>");
        assertThat(GroupKey.of(List.of("org.example.Trouble.<init>:=0", "org.example.Plan.<init>:=0", "a.B.c:+1")))
                .as("one that failed")
                .hasToString("org.example.Plan.<init> a.B.c");
        assertThat(GroupKey.of(
                        List.of("org.example.Native.<init>:=0", "hidden", "org.example.Plan.load:=0", "a.B.c:=0")))
                .as("of a fatal error, without lines")
                .hasToString("org.example.Native.<init> org.example.Plan.load");
    }

    @Test
    void stackWithoutFramesOfTheProgram_isGroupedByWhatItShows() {
        assertThat(GroupKey.of(List.of("java.util.TimerThread.run:+3", "hidden")))
                .hasToString("java.util.TimerThread.run");
        assertThat(GroupKey.of(List.of("hidden"))).hasToString("hidden");
        assertThat(GroupKey.of(List.of())).hasToString("hidden");
    }

    /** Spellings of javac, ecj, Kotlin 1.5 and 2, Scala 2.13 and 3, and what a JVM makes while it runs. */
    @ParameterizedTest
    @CsvSource({
        "org.example.Tool.run, org.example.Tool.run",
        "org.example.Tool.lambda$run$0, org.example.Tool.lambda$run$*",
        "org.example.Tool.lambda$run$17, org.example.Tool.lambda$run$*",
        "org.example.Tool.lambda$3, org.example.Tool.lambda$*",
        "org.example.Tool$1.run, org.example.Tool$*.run",
        "org.example.Tool$1$2.run, org.example.Tool$*$*.run",
        "org.example.Tool$Inner.run, org.example.Tool$Inner.run",
        "org.example.Tool$$Lambda$14/0x0000000800c03000.apply, org.example.Tool$$Lambda.apply",
        "org.example.Tool$$Lambda/0x000001.apply, org.example.Tool$$Lambda.apply",
        "jdk.proxy2.$Proxy12.call, jdk.proxy2.$Proxy*.call",
        "org.example.Tool$$EnhancerBySpringCGLIB$$1f2e.run, org.example.Tool.run",
        "org.example.Tool$$SpringCGLIB$$0.run, org.example.Tool.run",
        "org.example.ToolKt.run$lambda-3, org.example.ToolKt.run$lambda$*",
        "org.example.ToolKt.run$lambda$3, org.example.ToolKt.run$lambda$*",
        "org.example.ToolKt$run$1.invoke, org.example.ToolKt$run$*.invoke",
        "org.example.Tool.run$default, org.example.Tool.run$default",
        "org.example.Tool$.run, org.example.Tool.run",
        "org.example.Tool$.$anonfun$run$2, org.example.Tool.$anonfun$run$*",
        "org.example.Tool$.$anonfun$run$2$adapted, org.example.Tool.$anonfun$run$*",
        "org.example.Trait.run$, org.example.Trait.run",
    })
    void generatedNumbers_areNotPartOfAName(String symbol, String canonical) {
        assertThat(CanonicalSymbol.of(symbol)).isEqualTo(canonical);
        assertThat(CanonicalSymbol.of(canonical)).as("canonical already").isEqualTo(canonical);
    }

    @Test
    void accessorMethods_areSkipped() {
        assertThat(GroupKey.of(List.of("a.A.b:+1", "a.A.access$000:+0", "a.A$1.run:+1")))
                .isEqualTo(GroupKey.of(List.of("a.A.b:+1", "a.A$2.run:+1")));
    }
}
