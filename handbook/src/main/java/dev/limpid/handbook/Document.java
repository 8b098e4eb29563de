package dev.limpid.handbook;

import java.util.List;
import java.util.Map;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * A parsed document.
 *
 * @param path the path of its source below the repository's root
 * @param title its first heading
 * @param anchors the anchors of its headings
 * @param sections its sections in order; text before the first heading belongs to the first section
 */
record Document(String path, String title, Node root, Map<Heading, String> anchors, List<Section> sections) {

    /** A heading and the words below it, up to the next. */
    record Section(int level, String anchor, String heading, String text) {}

    /** The path of its page below the handbook's folder. */
    String page() {
        return path.replaceFirst("README\\.md$", "index.md").replaceFirst("\\.md$", ".html");
    }

    boolean hasAnchor(String anchor) {
        return sections.stream().anyMatch(section -> section.anchor().equals(anchor));
    }
}
