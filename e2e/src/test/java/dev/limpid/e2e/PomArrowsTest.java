package dev.limpid.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The arrows between all modules as their poms draw them, including profiles and plugins. Only this test checks what is
 * not on the class path of {@link ArchitectureTest}. Dependencies of tests are left out.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PomArrowsTest {

    private static final Path ROOT = Path.of(System.getProperty("limpid.root"));

    /** Which of our modules each module names in its pom. It also sees what those see. */
    private static final Map<String, List<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("bom", List.of()),
            Map.entry("testtools", List.of()),
            Map.entry("denser", List.of()),
            Map.entry("counter", List.of()),
            Map.entry("crashes", List.of("counter")),
            Map.entry("countfile", List.of("counter")),
            Map.entry("bridge", List.of("counter")),
            Map.entry("micrometer", List.of("bridge", "counter")),
            Map.entry("opentelemetry", List.of("bridge", "counter")),
            Map.entry("jfr", List.of("bridge", "counter")),
            Map.entry("protocol", List.of()),
            Map.entry("tlog", List.of()),
            Map.entry("uploader", List.of("countfile", "protocol", "tlog")),
            Map.entry("spring-boot", List.of("micrometer", "uploader")),
            Map.entry("lsp4j", List.of("uploader")),
            Map.entry("swing", List.of("uploader")),
            Map.entry("javafx", List.of("uploader")),
            Map.entry("client", List.of("crashes", "uploader")),
            Map.entry("charts", List.of("protocol")),
            Map.entry("spark", List.of("charts")),
            Map.entry("web", List.of("charts", "protocol")),
            Map.entry("server", List.of("charts", "protocol", "tlog", "web")),
            Map.entry("cli", List.of("charts", "uploader", "web")),
            Map.entry("cli-jar", List.of("cli")),
            Map.entry("dist", List.of("cli", "examples", "program", "server")),
            Map.entry("handbook", List.of("dist", "server")),
            Map.entry("image", List.of()),
            Map.entry("testkit", List.of("countfile", "protocol", "server")),
            Map.entry("compat", List.of()),
            Map.entry("program", List.of("protocol")),
            Map.entry("maven-plugin", List.of("program")),
            Map.entry("gradle-plugin", List.of("program")),
            Map.entry("gradle-plugin/marker", List.of("gradle-plugin")),
            Map.entry("examples", List.of("cli", "counter", "uploader")),
            Map.entry("examples/builds", List.of("counter")),
            Map.entry("stress", List.of("counter")),
            Map.entry("e2e", List.of()),
            Map.entry("benchmarks", List.of("counter", "micrometer", "server", "uploader"))));

    /** Our modules that a module's build runs. They are not in its jar. */
    private static final Map<String, List<String>> BUILD_TOOLS = new TreeMap<>(Map.of(
            "counter", List.of("denser"),
            "client", List.of("denser"),
            "cli-jar", List.of("denser")));

    private static final String GROUP = "dev.limpid";

    /**
     * Modules for tests, benchmarks and the build, which no other module may see; their own dependencies are not part of
     * the design.
     */
    private static final List<String> OURS_ALONE =
            List.of("bom", "testtools", "denser", "compat", "stress", "e2e", "benchmarks");

    private final Map<String, Element> poms = new TreeMap<>();
    private final Map<String, String> moduleByArtifact = new TreeMap<>();

    PomArrowsTest() throws IOException, ParserConfigurationException, SAXException {
        Element root = pom(ROOT.resolve("pom.xml"));
        for (Element modules : all(root, "modules")) {
            for (Element module : children(modules, "module")) {
                String name = module.getTextContent();
                Element pom = pom(ROOT.resolve(name).resolve("pom.xml"));
                poms.put(name, pom);
                moduleByArtifact.put(child(pom, "artifactId"), name);
            }
        }
    }

    @Test
    void everyModule_hasItsArrowsHere() {
        assertThat(poms.keySet()).containsExactlyElementsOf(ARROWS.keySet());
    }

    @Test
    void everyPom_namesOnlyWhatItsArrowsAllow() {
        Map<String, List<String>> found = new TreeMap<>();
        poms.forEach((module, pom) -> found.put(module, named(pom)));
        assertThat(found).isEqualTo(ARROWS);
    }

    @Test
    void everyBuild_runsOnlyWhatItsPomNamesHere() {
        Map<String, List<String>> found = new TreeMap<>();
        poms.forEach((module, pom) -> {
            List<String> tools = buildTools(pom);
            if (!tools.isEmpty()) {
                found.put(module, tools);
            }
        });
        assertThat(found).isEqualTo(BUILD_TOOLS);
    }

    /** A dependency is found wherever a pom can name it. */
    @Test
    void dependenciesOfProfilesAndPlugins_areFound() throws Exception {
        Element pom = parsed("""
                <project>
                  <dependencies>
                    <dependency><groupId>org.example</groupId><artifactId>limpid-server</artifactId></dependency>
                    <dependency><groupId>dev.limpid</groupId><artifactId>limpid-web</artifactId><scope>test</scope></dependency>
                  </dependencies>
                  <build><plugins><plugin><groupId>dev.limpid</groupId><artifactId>limpid-maven-plugin</artifactId>
                    <dependencies>
                      <dependency><groupId>dev.limpid</groupId><artifactId>limpid-tlog</artifactId></dependency>
                    </dependencies>
                  </plugin></plugins></build>
                  <profiles><profile>
                    <dependencies>
                      <dependency><groupId>${project.groupId}</groupId><artifactId>limpid-counter</artifactId></dependency>
                    </dependencies>
                    <build><pluginManagement><plugins><plugin><dependencies>
                      <dependency><groupId>dev.limpid</groupId><artifactId>limpid-denser</artifactId></dependency>
                    </dependencies></plugin></plugins></pluginManagement></build>
                  </profile></profiles>
                </project>
                """);
        assertThat(named(pom)).containsExactly("counter");
        assertThat(buildTools(pom)).containsExactly("denser", "maven-plugin", "tlog");
    }

    @Test
    void noArrow_leadsBack() {
        for (String module : ARROWS.keySet()) {
            assertThat(behind(module)).as("what " + module + " sees").doesNotContain(module);
        }
    }

    /** A program that counts or reports gets no server, and no server can count on its users' machines. */
    @Test
    void serverAndClient_neverSeeEachOther() {
        for (String embedded :
                List.of("client", "cli-jar", "spring-boot", "lsp4j", "swing", "javafx", "micrometer", "crashes")) {
            assertThat(behind(embedded)).as(embedded).doesNotContain("server");
        }
        assertThat(behind("server")).doesNotContain("counter", "countfile", "uploader");
    }

    @Test
    void modulesOfTests_areSeenByNoOther() {
        ARROWS.forEach((module, seen) -> {
            if (!OURS_ALONE.contains(module)) {
                assertThat(seen).as(module).doesNotContainAnyElementsOf(OURS_ALONE);
            }
        });
    }

    @Test
    void architecture_drawsEveryModule() throws IOException {
        String page = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
        String arrows = page.substring(page.indexOf("## Modules and"), page.indexOf("The packages of `charts`"));
        for (String module : ARROWS.keySet()) {
            if (!OURS_ALONE.contains(module) && !module.contains("/") && !module.equals("examples")) {
                assertThat(arrows).containsPattern("(?m)(^|[ `,])" + module + "([ `,;:]|$)");
            }
        }
    }

    private static Set<String> behind(String module) {
        TreeSet<String> behind = new TreeSet<>();
        for (String seen : ARROWS.getOrDefault(module, List.of())) {
            behind.add(seen);
            behind.addAll(behind(seen));
        }
        return behind;
    }

    /** What a pom names for its jar, by itself or in a profile of its own. */
    private List<String> named(Element pom) {
        List<Element> places = new ArrayList<>(List.of(pom));
        for (Element profiles : children(pom, "profiles")) {
            places.addAll(children(profiles, "profile"));
        }
        TreeSet<String> named = new TreeSet<>();
        for (Element place : places) {
            for (Element dependencies : children(place, "dependencies")) {
                for (Element dependency : children(dependencies, "dependency")) {
                    if (!"test".equals(child(dependency, "scope"))) {
                        module(dependency).ifPresent(named::add);
                    }
                }
            }
        }
        return List.copyOf(named);
    }

    /** Plugins of ours, and what any plugin needs of ours, in the pom or in a profile of its own. */
    private List<String> buildTools(Element pom) {
        TreeSet<String> tools = new TreeSet<>();
        for (Element plugin : all(pom, "plugin")) {
            module(plugin).ifPresent(tools::add);
            for (Element dependency : all(plugin, "dependency")) {
                module(dependency).ifPresent(tools::add);
            }
        }
        return List.copyOf(tools);
    }

    /** The module that a dependency or a plugin means, if it is one of ours. */
    private Optional<String> module(Element named) {
        String group = child(named, "groupId");
        return group.equals(GROUP) || group.equals("${project.groupId}")
                ? Optional.ofNullable(moduleByArtifact.get(child(named, "artifactId")))
                : Optional.empty();
    }

    private static Element parsed(String pom) throws IOException, ParserConfigurationException, SAXException {
        return parser().parse(new ByteArrayInputStream(pom.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static Element pom(Path file) throws IOException, ParserConfigurationException, SAXException {
        return parser().parse(file.toFile()).getDocumentElement();
    }

    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder();
    }

    private static List<Element> all(Element of, String name) {
        return elements(of.getElementsByTagName(name), name);
    }

    private static List<Element> children(Element of, String name) {
        return elements(of.getChildNodes(), name);
    }

    private static List<Element> elements(NodeList nodes, String name) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && element.getTagName().equals(name)) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static String child(Element of, String name) {
        return children(of, name).stream().map(Node::getTextContent).findFirst().orElse("");
    }
}
