package dev.limpid.handbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All documents, and the folder of pages that is made from them. */
final class Handbook {

    private final Path root;
    private final Map<String, Document> documents;
    private final LinkRewriter links;

    private Handbook(Path root, Map<String, Document> documents, LinkRewriter links) {
        this.root = root;
        this.documents = documents;
        this.links = links;
    }

    /** The handbook of a repository, with the reference. */
    static Handbook of(Path root, String repository) throws IOException {
        List<Source> sources = new ArrayList<>(Sources.in(root));
        sources.add(Reference.commands(dev.limpid.dist.Main.commandLine()));
        sources.add(Reference.settings());
        return of(root, repository, sources);
    }

    static Handbook of(Path root, String repository, List<Source> sources) {
        Markdown markdown = new Markdown();
        Map<String, Document> documents = new LinkedHashMap<>();
        sources.forEach(source -> documents.put(source.path(), markdown.read(source)));
        LinkRewriter links = new LinkRewriter(root, repository, documents);
        documents.values().forEach(links::resolve);
        return new Handbook(root, documents, links);
    }

    Map<String, Document> documents() {
        return documents;
    }

    /** The dead links. */
    List<String> problems() {
        return links.problems();
    }

    /**
     * Writes all pages.
     *
     * @throws IOException if a link is dead, or a file cannot be written
     */
    void writeTo(Path folder) throws IOException {
        if (!problems().isEmpty()) {
            throw new IOException(String.join(System.lineSeparator(), problems()));
        }
        PageFrame frame = new PageFrame(Style.sheet(), Contents.of(documents));
        Markdown markdown = new Markdown();
        for (Document document : documents.values()) {
            write(folder, document.page(), frame.of(document.page(), document.title(), markdown.html(document)));
        }
        Index index = new Index(documents.values());
        write(folder, PageFrame.INDEX, frame.of(PageFrame.INDEX, "From A to Z", index.alphabet()));
        String script = Style.text(Handbook.class, "search.js");
        write(folder, PageFrame.SEARCH, frame.withScript(PageFrame.SEARCH, "Search", index.search(script), script));
        for (String image : links.images()) {
            Path copy = folder.resolve(image);
            Files.createDirectories(parent(copy));
            Files.copy(root.resolve(image), copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void write(Path folder, String page, String text) throws IOException {
        Path file = folder.resolve(page);
        Files.createDirectories(parent(file));
        Files.writeString(file, text);
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }
}
