package dev.limpid.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * The snippets on the pages for programs: the Java compiles, and artifacts and options of ours that build files name
 * exist.
 */
class SnippetsTest {

    private static final Path ROOT = Path.of(System.getProperty("limpid.root"));
    private static final List<String> PAGES = List.of(
            "README.md",
            "docs/start.md",
            "docs/embed.md",
            "docs/bridges.md",
            "docs/frameworks.md",
            "docs/builds.md",
            "docs/elsewhere.md",
            "docs/maven-plugin.md");

    /** A reader's class, which the pages about tests call. */
    private static final String HELLO =
            "class Hello {\n    static String greeting(String language) {\n        return language;\n    }\n}\n";

    private static final Pattern DEPENDENCY = Pattern.compile("dev\\.limpid:(limpid-[\\w-]+)");
    private static final Pattern GRADLE = Pattern.compile("(?m)^limpid \\{\n(.*?)^}", Pattern.DOTALL);
    private static final Pattern SETTING = Pattern.compile("(?m)^    (\\w+)");

    @TempDir
    private Path folder = Path.of("");

    static Stream<Snippet> java() throws IOException {
        return snippets("java").stream();
    }

    @ParameterizedTest
    @MethodSource("java")
    void java_compiles_withTheImportsThatItShows(Snippet snippet) throws IOException {
        // An ellipsis represents the reader's own code.
        JavaSource source = JavaSource.of(new Snippet(
                snippet.page(),
                snippet.line(),
                snippet.language(),
                snippet.text().replace("…", "")));
        List<Path> files = new ArrayList<>();
        files.add(Files.writeString(folder.resolve(source.name() + ".java"), source.text()));
        if (source.text().contains("Hello.greeting")) {
            files.add(Files.writeString(folder.resolve("Hello.java"), HELLO));
        }
        StringWriter said = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
        boolean compiled;
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            compiled = compiler.getTask(said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
        }
        assertThat(compiled).as("%s%n%s%n%s", snippet, said, source.text()).isTrue();
    }

    /** What the page shows of a program in e2e/adopt is what is built and run there. */
    @Test
    void quarkusBean_isTheOneThatIsRun() throws IOException {
        String changes = Files.readString(ROOT.resolve("e2e/adopt/quarkus/changes.patch"));
        String added = changes.lines()
                .filter(line -> line.startsWith("+"))
                .map(line -> line.substring(1) + "\n")
                .collect(Collectors.joining());
        List<Snippet> beans = snippets("java").stream()
                .filter(snippet -> snippet.text().contains("@ApplicationScoped"))
                .toList();
        assertThat(beans).hasSize(1);
        assertThat(added).contains(beans.get(0).text().strip());
    }

    @Test
    void xml_namesArtifactsAndParametersThatAreThere() throws Exception {
        Set<String> artifacts = artifacts();
        Set<String> parameters = parameters();
        List<Snippet> snippets = snippets("xml");
        assertThat(snippets).isNotEmpty();
        for (Snippet snippet : snippets) {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader("<shown>" + snippet.text() + "</shown>")));
            for (Element artifact : all(document, "artifactId")) {
                assertThat(artifacts).as(snippet.toString()).contains(artifact.getTextContent());
            }
            for (Element configuration : all(document, "configuration")) {
                for (int i = 0; i < configuration.getChildNodes().getLength(); i++) {
                    if (configuration.getChildNodes().item(i) instanceof Element parameter) {
                        assertThat(parameters).as(snippet.toString()).contains(parameter.getTagName());
                    }
                }
            }
            for (Element plugin : all(document, "plugin")) {
                assertThat(plugin.getElementsByTagName("version").getLength())
                        .as("%s: a bill of materials contains no versions of plugins", snippet)
                        .isOne();
            }
        }
    }

    @Test
    void gradle_namesArtifactsAndSettingsThatAreThere() throws IOException {
        Set<String> artifacts = artifacts();
        String extension =
                Files.readString(ROOT.resolve("gradle-plugin/src/main/java/dev/limpid/gradle/LimpidExtension.java"));
        int settings = 0;
        for (Snippet snippet : snippets("kotlin", "groovy")) {
            Matcher dependency = DEPENDENCY.matcher(snippet.text());
            while (dependency.find()) {
                assertThat(artifacts).as(snippet.toString()).contains(dependency.group(1));
            }
            Matcher block = GRADLE.matcher(snippet.text());
            while (block.find()) {
                for (Matcher setting = SETTING.matcher(block.group(1)); setting.find(); settings++) {
                    String name = setting.group(1);
                    assertThat(extension)
                            .as(snippet.toString())
                            .contains(
                                    " get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "()");
                }
            }
        }
        assertThat(settings).isPositive();
    }

    private static List<Snippet> snippets(String... languages) throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        for (String page : PAGES) {
            Snippet.of(ROOT, page).stream()
                    .filter(snippet -> List.of(languages).contains(snippet.language()))
                    .forEach(snippets::add);
        }
        return snippets;
    }

    /** The names of all our artifacts, according to the poms. */
    private static Set<String> artifacts() throws IOException {
        Pattern own = Pattern.compile(
                "</parent>\\s*<artifactId>([\\w-]+)|</modelVersion>.*?<artifactId>([\\w-]+)", Pattern.DOTALL);
        Set<String> artifacts = new TreeSet<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(ROOT, Files::isDirectory)) {
            for (Path module : modules) {
                Path pom = module.resolve("pom.xml");
                if (Files.exists(pom)) {
                    Matcher name = own.matcher(Files.readString(pom));
                    while (name.find()) {
                        artifacts.add(name.group(1) == null ? name.group(2) : name.group(1));
                    }
                }
            }
        }
        return artifacts;
    }

    /** The parameters of the Maven plugin's goals. */
    private static Set<String> parameters() throws IOException {
        Pattern field = Pattern.compile("@Parameter\\b.*?private [^;=]*?(\\w+)(?: =[^;]*)?;", Pattern.DOTALL);
        Set<String> parameters = new TreeSet<>();
        try (DirectoryStream<Path> goals =
                Files.newDirectoryStream(ROOT.resolve("maven-plugin/src/main/java/dev/limpid/maven"), "*Mojo.java")) {
            for (Path goal : goals) {
                field.matcher(Files.readString(goal)).results().forEach(found -> parameters.add(found.group(1)));
            }
        }
        return parameters;
    }

    private static List<Element> all(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
