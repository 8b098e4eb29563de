package dev.limpid.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored of a stack: only names that a published program, or the JDK, can have. */
class SymbolListsTest {

    private static final String KNOWN = "crash\norg.example.Tool.run:+3\njava.util.ArrayList.forEach:+9";
    private static final String OFFSET = "crash\norg.example.Tool.run:+3,+0xdeadbeefcafebabe";

    @TempDir
    Path folder;

    @BeforeEach
    void list() throws Exception {
        Path file = folder.resolve("org.example/tool@1.0.0.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "org.example.Tool.run src/main/java/org/example/Tool.java:12-40\n");
    }

    @Test
    void stacksOfPublishedMethodsAndTheJdk_areKept() throws Exception {
        assertThat(kept(config(List.of("java17")), Set.of(), Map.of(), KNOWN)).containsExactly(KNOWN);
    }

    @Test
    void textBelowAPackageOfTheJdk_isLeftOut() throws Exception {
        for (String frame : List.of(
                "java.util.concurrent.$$$.0000000000:=7",
                "java.util.Buy-cheap-pills.at/evil!example:+1",
                "java.util.Größe.messen:+1",
                "java.util." + "Secret".repeat(40) + ".x:+1")) {
            assertThat(kept(config(List.of("java17")), Set.of(), Map.of(), KNOWN, KNOWN + "\n" + frame))
                    .as(frame)
                    .containsExactly(KNOWN);
        }
    }

    @Test
    void offsets_areKeptOnlyOfAProgramThatMayRunOnGo() throws Exception {
        assertThat(kept(config(List.of("java17")), Set.of(), Map.of(), KNOWN, OFFSET))
                .containsExactly(KNOWN);
        assertThat(kept(config(List.of("java17", "go1.23")), Set.of(), Map.of(), KNOWN, OFFSET))
                .containsExactly(KNOWN, OFFSET);
        CollectionConfig both = config(List.of("java17", "go1.23"));
        assertThat(kept(both, Set.of(Attribute.RUNTIME), Map.of(Attribute.RUNTIME, "java17"), KNOWN, OFFSET))
                .containsExactly(KNOWN);
        assertThat(kept(both, Set.of(Attribute.RUNTIME), Map.of(Attribute.RUNTIME, "go1.23"), KNOWN, OFFSET))
                .containsExactly(KNOWN, OFFSET);
    }

    /** This is no reason to accept nothing from this version and make every sender resend for weeks. */
    @Test
    void listThatCannotBeRead_leavesItsStacksOut() throws Exception {
        Path list = folder.resolve("org.example/tool@1.0.0.txt");
        Files.write(list, new byte[] {'o', 'r', 'g', (byte) 0xfc, '\n'});
        assertThat(kept(config(List.of("java17")), Set.of(), Map.of(), KNOWN)).isEmpty();
        Files.delete(list);
        Files.createDirectory(list);
        assertThat(kept(config(List.of("java17")), Set.of(), Map.of(), KNOWN)).isEmpty();
    }

    private Set<String> kept(
            CollectionConfig config, Set<Attribute> by, Map<Attribute, String> attributes, String... stacks)
            throws Exception {
        TreeMap<String, Long> counts = new TreeMap<>();
        for (String stack : stacks) {
            counts.put(stack, 1L);
        }
        String chart = by.isEmpty() ? "org.example/tool/crash" : "org.example/tool/crash-by-runtime";
        Answer answer = new Answer(
                LocalDate.parse("2026-11-16"), "v1.0.0", chart, List.of(new AnswerPart(attributes, counts, 0)));
        return new SymbolLists(folder)
                .filter(answer, config, IntakeEvents.NONE)
                .parts()
                .get(0)
                .counts()
                .keySet();
    }

    private static CollectionConfig config(List<String> runtimes) {
        RequestedCounters asked = new RequestedCounters.Stacks("crash", 0, List.of());
        return new CollectionConfig(
                "v1.0.0",
                List.of("linux"),
                List.of("amd64"),
                runtimes,
                1,
                List.of(new CollectionConfig.Program(
                        "org.example/tool",
                        List.of("1.0.0"),
                        List.of(
                                new Question("crash", 1, Set.of(), asked, Optional.empty(), Optional.empty()),
                                new Question(
                                        "crash-by-runtime",
                                        1,
                                        Set.of(Attribute.RUNTIME),
                                        asked,
                                        Optional.empty(),
                                        Optional.empty())))));
    }
}
