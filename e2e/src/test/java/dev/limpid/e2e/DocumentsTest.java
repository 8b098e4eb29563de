package dev.limpid.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.e2e.world.Folders;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that say which tests check a statement name existing tests. */
class DocumentsTest {

    private static final Path ROOT = Path.of(System.getProperty("limpid.root"));
    private static final Pattern CLASS = Pattern.compile("`[A-Z]\\w+`");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @ParameterizedTest
    @ValueSource(strings = {"docs/known-faults.md", "docs/wary.md"})
    void testsThatAPageNames_exist(String page) throws IOException {
        Map<String, String> sources = testSources();
        List<MatchResult> named =
                NAMED.matcher(Files.readString(ROOT.resolve(page))).results().toList();
        assertThat(named).isNotEmpty();
        List<String> missing = new ArrayList<>();
        for (MatchResult test : named) {
            String source = sources.getOrDefault(test.group(1), "");
            if (!source.contains("void " + test.group(2) + "(")) {
                missing.add(test.group());
            }
        }
        assertThat(missing).isEmpty();
    }

    /** In commands for readers to type, days count from today: clients do not trust a log by a clock that is behind. */
    @Test
    void linesToType_setNoClockToADateOfTheirOwn() throws IOException {
        for (Path page : Folders.files(ROOT.resolve("docs"))) {
            if (page.toString().endsWith(".md")) {
                assertThat(page).content().doesNotContainPattern("LIMPID_NOW=[0-9]");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs", "spec"})
    void pages_haveNoMarksOfAnUnfinishedMerge(String folder) throws IOException {
        for (Path page : Folders.files(ROOT.resolve(folder))) {
            if (page.toString().endsWith(".md")) {
                assertThat(page).content().doesNotContainPattern("(?m)^(<<<<<<< |>>>>>>> )");
            }
        }
    }

    /** Readers who want to change something are led to existing classes. */
    @Test
    void classesToStartAt_exist() throws IOException {
        String page = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
        String map = page.substring(page.indexOf("## To change something"), page.indexOf("## What is stored where"));
        List<String> named =
                CLASS.matcher(map).results().map(MatchResult::group).distinct().toList();
        assertThat(named).hasSizeGreaterThan(30);
        Set<String> there = new TreeSet<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(ROOT, Files::isDirectory)) {
            for (Path module : modules) {
                Path sources = module.resolve("src");
                for (Path file : Files.isDirectory(sources) ? Folders.files(sources) : List.<Path>of()) {
                    there.add("`" + file.getFileName().toString().replace(".java", "") + "`");
                }
            }
        }
        assertThat(there).containsAll(named);
    }

    /** By class name; classes of one name in several modules together. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(ROOT, Files::isDirectory)) {
            for (Path module : modules) {
                Path tests = module.resolve("src/test/java");
                for (Path file : Files.isDirectory(tests) ? Folders.files(tests) : List.<Path>of()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    sources.merge(name, Files.readString(file), String::concat);
                }
            }
        }
        return sources;
    }
}
