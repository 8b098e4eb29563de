package dev.limpid.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The handbook of this repository. */
class HandbookTest {

    private static final Path ROOT = Path.of(System.getProperty("limpid.root"));
    private static final String REPOSITORY = "https://repository.example.org/limpid";
    private static final Pattern LINK = Pattern.compile(" (?:href|src|action)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");

    @TempDir
    static Path folder;

    private static Handbook handbook;
    private static final TreeMap<String, String> PAGES = new TreeMap<>();
    private static final Map<String, Set<String>> ANCHORS = new HashMap<>();

    @BeforeAll
    static void write() throws IOException {
        handbook = Handbook.of(ROOT, REPOSITORY);
        handbook.writeTo(folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".html")).toList()) {
                PAGES.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
    }

    private static String page(String name) {
        return Objects.requireNonNull(PAGES.get(name), name);
    }

    @Test
    void everyDocument_hasAPageAndIsInTheContents() throws IOException {
        assertThat(PAGES).containsKeys("index.html", "docs/start.html", "docs/decisions/index.html", "spec/http.html");
        String home = page("index.html");
        for (Source source : Sources.in(ROOT)) {
            String page = Objects.requireNonNull(handbook.documents().get(source.path()))
                    .page();
            assertThat(PAGES).containsKey(page);
            assertThat(home).contains("<li><a href=\"" + page + "\"");
        }
    }

    /** The test reads the pages as they were written, so it finds links in another way than the handbook does. */
    @Test
    void everyLinkOfEveryPage_leadsToAPageAndAnAnchor() {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (String page : PAGES.keySet()) {
            for (MatchResult link : LINK.matcher(page(page)).results().toList()) {
                links++;
                if (!leadsSomewhere(page, link.group(1))) {
                    dead.add(page + ": " + link.group(1));
                }
            }
        }
        assertThat(links).isGreaterThan(5_000);
        assertThat(dead).isEmpty();
    }

    private static boolean leadsSomewhere(String page, String link) {
        if (link.startsWith("https://") || link.startsWith("http://") || link.equals("data:,")) {
            return true;
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? folder.resolve(page)
                : folder.resolve(page).resolveSibling(parts[0]).normalize();
        String there = folder.relativize(target).toString().replace('\\', '/');
        return Files.isRegularFile(target)
                && (parts.length == 1
                        || ANCHORS.computeIfAbsent(there, one -> ids(page(one))).contains(parts[1]));
    }

    private static Set<String> ids(String page) {
        return ID.matcher(page).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    @Test
    void pages_loadNothingFromOtherHosts_andOnlyOneHasAScript() {
        PAGES.forEach((page, text) -> {
            assertThat(text).as(page).contains("content=\"default-src 'none'; base-uri 'none'; ");
            assertThat(text)
                    .as(page)
                    .doesNotContainPattern("<(?:link(?! rel=\"icon\" href=\"data:,\">)|iframe|object|embed)\\b");
            assertThat(text).as(page).doesNotContainPattern(" (?:src|srcset|style|on[a-z]+)=\"(?:https?:|//)");
            boolean hasScript = text.contains("<script");
            assertThat(hasScript).as(page).isEqualTo(page.equals(PageFrame.SEARCH));
            if (!hasScript) {
                assertThat(text).as(page).doesNotContain("script-src");
            }
        });
    }

    @Test
    void everyCommand_isPresentWithItsHelp() {
        String page = page("reference/commands.html");
        List<String> missing = new ArrayList<>();
        int commands = everyCommand(dev.limpid.dist.Main.commandLine(), page, missing);
        assertThat(commands).isGreaterThan(40);
        assertThat(missing).isEmpty();
        assertThat(page).doesNotContain(System.getProperty("user.home") + "/");
    }

    private static int everyCommand(CommandLine command, String page, List<String> missing) {
        String name = command.getCommandSpec().qualifiedName();
        if (!page.contains(">" + name + "</h2>")) {
            missing.add(name);
        }
        command.getCommandSpec().options().forEach(option -> {
            for (String each : option.names()) {
                if (!option.hidden() && !page.contains(each)) {
                    missing.add(name + " " + each);
                }
            }
        });
        return 1
                + command.getSubcommands().values().stream()
                        .mapToInt(below -> everyCommand(below, page, missing))
                        .sum();
    }

    @Test
    void everySetting_isPresent_andInATableOfThePageThatExplainsThem() throws IOException {
        String page = page("reference/settings.html");
        String specified = Files.readString(ROOT.resolve("spec/server-config.md"));
        assertThat(page)
                .contains("<code>listen</code>", "<code>network-share</code>", "<code>secret-file</code>")
                .contains("<code>waiting</code>");
        List<String> unexplained = new ArrayList<>();
        Pattern.compile("<td><code>([a-z-]+)</code></td>")
                .matcher(page)
                .results()
                .forEach(setting -> {
                    if (!specified.contains("| `" + setting.group(1) + "` |")) {
                        unexplained.add(setting.group(1));
                    }
                });
        assertThat(unexplained).isEmpty();
        assertThat(page("spec/server-config.html")).contains("<td><code>relays</code></td>");
    }

    @Test
    void index_andSearch_haveEveryHeading() {
        String alphabet = page(PageFrame.INDEX);
        String search = page(PageFrame.SEARCH);
        for (Document document : handbook.documents().values()) {
            for (Document.Section section : document.sections()) {
                String url = document.page() + "#" + section.anchor();
                assertThat(alphabet).contains("<a href=\"" + url + "\">");
                assertThat(search).contains("[" + Html.json(url) + ",");
            }
        }
        assertThat(search).contains("strace", "--offline", "LIMPID_DEBUG");
    }
}
