package dev.limpid.crashes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testkit.ProgramRunner;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted if memory or stack runs out, and that the program continues to count. */
class OutOfMemoryTest {
    private static final String SCARCE = Crashing.Scarce.class.getName();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"chunks, fillWithChunks", "huge, askForTooMuch", "crumbs, ''"})
    void memory_thatIsUsedUp_isCounted_andTheProgramGoesOn(String way, String method) throws Exception {
        ProgramRunner.Result result = ProgramRunner.of(Crashing.Scarce.class)
                .home(folder)
                .jvm("-Xmx16m")
                .run(way);

        assertThat(result.out()).isEqualTo("counting\n");
        assertThat(result.err()).contains("java.lang.OutOfMemoryError").doesNotContain("dev.limpid.counter");
        assertThat(CountedCrashes.in(folder)).containsEntry("scarce/before", 2L).containsEntry("scarce/after", 1L);
        List<String> stack = CountedCrashes.onlyStack(folder, "crash/crash");
        assertThat(stack.get(0)).isEqualTo("java.lang.OutOfMemoryError.<init>:=0");
        if (!method.isEmpty() && stack.size() > 1) {
            assertThat(stack.get(1)).startsWith(SCARCE + "." + method + ":+");
        }
        if (way.equals("huge")) {
            assertThat(stack.size()).as("there was memory for the frames").isGreaterThan(1);
        }
    }

    /** Runs differ in where in the cycle the stack ends. */
    @ParameterizedTest
    @ValueSource(strings = {"-Xss256k", "-Xss301k", "-Xss1m"})
    void stack_thatOverflows_isCountedAsItsCircle(String size) throws Exception {
        ProgramRunner.Result result =
                ProgramRunner.of(Crashing.Scarce.class).home(folder).jvm(size).run("deep");

        assertThat(result.out()).isEqualTo("counting\n");
        assertThat(result.err()).contains("java.lang.StackOverflowError").doesNotContain("dev.limpid.counter");
        assertThat(CountedCrashes.onlyStack(folder, "crash/crash"))
                .containsExactly("java.lang.StackOverflowError.<init>:=0", SCARCE + ".even:+0", SCARCE + ".odd:+0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xss256k", "-Xss301k", "-Xss1m"})
    void overflow_reportedAtTheEndOfTheStack_breaksNothing(String size) throws Exception {
        ProgramRunner.Result result =
                ProgramRunner.of(Crashing.Scarce.class).home(folder).jvm(size).run("caught");

        assertThat(result.out()).isEqualTo("counting\n");
        assertThat(result.err()).isEmpty();
        assertThat(CountedCrashes.in(folder)).containsEntry("scarce/before", 2L).containsEntry("scarce/after", 1L);
        assertThat(CountedCrashes.stacks(folder, "crash/crash").keySet())
                .allSatisfy(name -> assertThat(name)
                        .isEqualTo("crash/crash\njava.lang.StackOverflowError.<init>:=0\n" + SCARCE
                                + ".catchAtTheBottom:+1"));
    }
}
