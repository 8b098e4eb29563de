package dev.limpid.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testtools.Javac;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Complete classes from docs/embed.md, compiled against the jar; these tests run once it is packaged. */
class DocumentedCodeTest {

    private static final Pattern CLASS = Pattern.compile(
            "```java\n(import (?:(?!```).)*?^public final class (\\w+).*?)```", Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    Path folder;

    @Test
    void classesOfTheGuide_compile() throws Exception {
        String guide = Files.readString(Path.of(System.getProperty("limpid.root"), "docs/embed.md"));
        List<MatchResult> classes = CLASS.matcher(guide).results().toList();

        assertThat(classes).isNotEmpty();
        for (MatchResult found : classes) {
            Path source = Files.writeString(folder.resolve(found.group(2) + ".java"), found.group(1));
            Javac.compile(folder, List.of("-cp", System.getProperty("limpid.client.jar")), source);
        }
    }
}
