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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages, scripts and poms name existing tests and classes. */
class TestsNamedInDocumentsTest {

    private static final Path ROOT = Path.of(System.getProperty("limpid.root"));
    private static final Pattern PLACED = Pattern.compile("`([A-Z]\\w+)`(?: \\(in `([a-z.]+)`\\))?");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern TEST = Pattern.compile("(?<![*\\w])([A-Z]\\w*Test)\\b");
    private static final Pattern TEST_OPTION = Pattern.compile("(?:-Dtest=|pit\\.excluded\\.tests[=>])'?([^\\s'\"<]+)");
    private static final Pattern METHOD = Pattern.compile("`([A-Z]\\w+)\\.[a-z]\\w*[`(]");

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

    /** Maven runs nothing, and does not complain, if an option names a test that was renamed. */
    @Test
    void testsThatScriptsAndModulesName_exist() throws IOException {
        Set<String> tests = packages("test").keySet();
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (Path file : scriptsAndModules()) {
            String text = Files.readString(file);
            List<String> names = new ArrayList<>();
            TEST.matcher(text).results().forEach(test -> names.add(test.group(1)));
            TEST_OPTION
                    .matcher(text)
                    .results()
                    .forEach(tested -> names.addAll(List.of(tested.group(1).split(",", -1))));
            for (String name : names) {
                Pattern glob = Pattern.compile(name.replace("*.", "").replace("*", "\\w*"));
                boolean isOfClasses = !name.contains("/") && !name.equals("none");
                if (isOfClasses
                        && tests.stream().noneMatch(test -> glob.matcher(test).matches())) {
                    missing.add(ROOT.relativize(file) + ": " + name);
                }
                named++;
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(30);
    }

    /** The READMEs of modules list changes that no test notices by class and method. */
    @Test
    void classesWhoseMethodsAModuleNames_exist() throws IOException {
        Set<String> code = packages("main").keySet();
        for (String module : List.of("tlog", "protocol", "charts", "counter", "uploader")) {
            String text = Files.readString(ROOT.resolve(module).resolve("README.md"));
            for (MatchResult method : METHOD.matcher(text).results().toList()) {
                if (!isOfTheJdk(method.group(1))) {
                    assertThat(code)
                            .as(module + "/README.md: " + method.group())
                            .contains(method.group(1));
                }
            }
        }
    }

    private static boolean isOfTheJdk(String name) {
        return Stream.of("java.lang.", "java.util.", "java.util.zip.")
                .anyMatch(prefix ->
                        ClassLoader.getPlatformClassLoader().getResource(prefix.replace('.', '/') + name + ".class")
                                != null);
    }

    private static List<Path> scriptsAndModules() throws IOException {
        List<Path> files = new ArrayList<>(List.of(ROOT.resolve(".ci/run"), ROOT.resolve("pom.xml")));
        try (DirectoryStream<Path> scripts = Files.newDirectoryStream(ROOT.resolve("scripts"), Files::isRegularFile)) {
            scripts.forEach(files::add);
        }
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(ROOT, Files::isDirectory)) {
            for (Path module : modules) {
                Stream.of("README.md", "pom.xml")
                        .map(module::resolve)
                        .filter(Files::isRegularFile)
                        .forEach(files::add);
            }
        }
        return files;
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
