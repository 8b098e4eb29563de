package dev.limpid.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every relative link in the documentation leads to a file, and to a heading if it names one. */
class MarkdownLinksTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /**
     * These pages are read at the places that they are copied to: in the archive, and on the pages of the repository's
     * host.
     */
    private static final Set<Path> READ_ELSEWHERE = Set.of(Path.of("dist/src/main/image"), Path.of(".github"));

    private static final Pattern LINK = Pattern.compile("]\\((?![a-z]+:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

    @Test
    void relativeLinks_leadSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Path page : pages()) {
            for (MatchResult link : LINK.matcher(prose(page)).results().toList()) {
                links++;
                if (!leadsSomewhere(page, link)) {
                    dead.add(ROOT.relativize(page) + ": " + link.group());
                }
            }
        }

        assertThat(links).isGreaterThan(50);
        assertThat(dead).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, MatchResult link) throws IOException {
        Path target = link.group(1).isEmpty()
                ? page
                : page.resolveSibling(link.group(1)).normalize();
        return Files.exists(target) && (link.group(2) == null || anchors(target).contains(link.group(2)));
    }

    /** The anchors that the repository's host makes from a page's headings. */
    private static Set<String> anchors(Path page) throws IOException {
        Matcher heading = HEADING.matcher(prose(page));
        return heading.results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .map(words -> words.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A page without its blocks of code. */
    private static String prose(Path page) throws IOException {
        return Files.readString(page).replaceAll("(?s)```.*?```", "");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files =
                Files.find(ROOT, 6, (file, found) -> file.toString().endsWith(".md"))) {
            return files.filter(file -> READ_ELSEWHERE.stream().noneMatch(ROOT.relativize(file)::startsWith))
                    .filter(file -> !ROOT.relativize(file).toString().matches("(.*[/\\\\])?target[/\\\\].*"))
                    .toList();
        }
    }
}
