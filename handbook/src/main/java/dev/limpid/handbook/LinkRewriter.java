package dev.limpid.handbook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;

/**
 * Turns links between sources into links between pages, and links to other files of the repository into links to its
 * host. A dead link is a problem. For one thread at a time.
 */
final class LinkRewriter {

    private static final Pattern SCHEME = Pattern.compile("(?i)([a-z][a-z0-9+.-]*):.*");
    private static final Set<String> SCHEMES = Set.of("https", "http", "mailto");

    private final Path root;
    private final String repository;
    private final Map<String, Document> documents;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> images = new TreeSet<>();

    LinkRewriter(Path root, String repository, Map<String, Document> documents) {
        this.root = root.toAbsolutePath().normalize();
        this.repository = repository;
        this.documents = documents;
    }

    /** The dead links, one sentence each. */
    List<String> problems() {
        return problems;
    }

    /** The pictures that pages show, as paths below the root. */
    Set<String> images() {
        return images;
    }

    /** Resolves the links of a document in place. */
    void resolve(Document document) {
        document.root().accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                link.setDestination(target(document, link.getDestination()));
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                picture(document, image.getDestination());
                visitChildren(image);
            }
        });
    }

    private String target(Document from, String destination) {
        Matcher scheme = SCHEME.matcher(destination);
        if (scheme.matches()) {
            if (!SCHEMES.contains(scheme.group(1).toLowerCase(Locale.ROOT))) {
                dead(from, destination, "expected an address that begins with https://");
            }
            return destination;
        }
        int hash = destination.indexOf('#');
        String file = hash < 0 ? destination : destination.substring(0, hash);
        String anchor = hash < 0 ? "" : destination.substring(hash + 1);
        String path = file.isEmpty() ? from.path() : below(from, file);
        Document to = documents.get(path);
        if (to != null) {
            if (!anchor.isEmpty() && !to.hasAnchor(anchor)) {
                dead(from, destination, "there is no such heading");
            }
            return between(from.page(), to.page()) + (anchor.isEmpty() ? "" : "#" + anchor);
        }
        Path there = root.resolve(path).normalize();
        if (!there.startsWith(root) || !Files.exists(there)) {
            dead(from, destination, "there is no such file");
            return destination;
        }
        String kind = Files.isDirectory(there) ? "/tree/main/" : "/blob/main/";
        return repository + kind + path + (anchor.isEmpty() ? "" : "#" + anchor);
    }

    private void picture(Document from, String destination) {
        String path = SCHEME.matcher(destination).matches() ? "" : below(from, destination);
        Path there = root.resolve(path).normalize();
        if (path.isEmpty() || !there.startsWith(root) || !Files.isRegularFile(there)) {
            dead(from, destination, "expected a picture of the repository");
        } else {
            images.add(path);
        }
    }

    private static String below(Document from, String file) {
        Path folder = Path.of(from.path()).resolveSibling(file).normalize();
        return folder.toString().replace('\\', '/');
    }

    /** The relative link from one page to another. */
    static String between(String from, String to) {
        Path folder = Path.of("/", from).getParent();
        Path target = Path.of("/", to);
        return (folder == null ? target : folder.relativize(target)).toString().replace('\\', '/');
    }

    private void dead(Document from, String destination, String what) {
        problems.add(from.path() + ": link to \"" + destination + "\": " + what);
    }
}
