package dev.limpid.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.e2e.world.Folders;
import java.io.File;
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
class TestsNamedInDocumentsTest {

    private static final Path ROOT = Path.of(System.getProperty("limpid.root"));
    private static final Pattern PLACED = Pattern.compile("`([A-Z]\\w+)`(?: \\(in `([a-z.]+)`\\))?");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)");
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

    /** Readers who want to change something are led to one class; if several have its name, the page says which is meant. */
    @Test
    void classesToStartAt_existInThePackageThatThePageNames() throws IOException {
        Map<String, Set<String>> code = packages("main");
        Map<String, Set<String>> tests = packages("test");
        code.forEach((name, where) -> tests.merge(name, where, TestsNamedInDocumentsTest::both)); // of the testkit
        int named = 0;
        for (String row : rowsToStartAt()) {
            String[] cells = row.split("\\|", -1);
            for (MatchResult type : PLACED.matcher(cells[2]).results().toList()) {
                Set<String> where = code.getOrDefault(type.group(1), Set.of());
                if (type.group(2) == null) {
                    assertThat(where).as("packages with " + type.group()).hasSize(1);
                } else {
                    assertThat(where).as("packages with " + type.group(1)).contains(type.group(2));
                }
                named++;
            }
            for (MatchResult type : PLACED.matcher(cells[4]).results().toList()) {
                assertThat(tests).as(row).containsKey(type.group(1));
                named++;
            }
            for (MatchResult link : LINK.matcher(cells[3]).results().toList()) {
                assertThat(ROOT.resolve(link.group(1))).as(row).isRegularFile();
            }
        }
        assertThat(named).isGreaterThan(30);
    }

    private static List<String> rowsToStartAt() throws IOException {
        String page = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
        String map = page.substring(page.indexOf("## To change something"), page.indexOf("## What is stored where"));
        return map.lines().filter(line -> line.startsWith("| ")).toList();
    }

    /** The packages, without {@code dev.limpid}, that have a class of a name. */
    private static Map<String, Set<String>> packages(String sources) throws IOException {
        Map<String, Set<String>> packages = new TreeMap<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(ROOT, Files::isDirectory)) {
            for (Path module : modules) {
                Path folder = module.resolve("src").resolve(sources).resolve("java/dev/limpid");
                for (Path file : Files.isDirectory(folder) ? Folders.files(folder) : List.<Path>of()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    String where = folder.relativize(file.resolveSibling("")).toString();
                    packages.computeIfAbsent(name, any -> new TreeSet<>()).add(where.replace(File.separatorChar, '.'));
                }
            }
        }
        return packages;
    }

    private static Set<String> both(Set<String> some, Set<String> more) {
        Set<String> both = new TreeSet<>(some);
        both.addAll(more);
        return both;
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
