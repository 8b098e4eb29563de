package dev.limpid.server.site;

import dev.limpid.server.file.InputFile;
import dev.limpid.web.facts.CollectionInfo;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The operator's texts about the project on the pages: the file {@code site.properties}, UTF-8, in the collection's
 * folder. Every key is optional, and so is the file.
 *
 * <pre>
 * title     the project's name; by default the collection's name
 * summary   a sentence or two about the project, for the home page
 * home      the project's own page, http or https
 * contact   the address for questions
 * command   the command with which users control it; by default limpid
 * notice    a notice at the top of every page, such as that the figures are invented
 * about.1   paragraphs for the page "About", in order: about.1, about.2, …
 * </pre>
 */
public final class SiteProperties {
    private static final String FILE = "site.properties";
    private static final Set<String> KEYS = Set.of("title", "summary", "home", "contact", "command", "notice");
    private static final String ABOUT = "about.";

    private SiteProperties() {}

    /**
     * The facts of a collection.
     *
     * @param folder the collection's folder
     * @param name the collection's name
     * @param siteUrl the address of the site, ending in a slash
     * @throws IOException if the file cannot be read, or contains other keys than those above
     */
    public static CollectionInfo read(Path folder, String name, String siteUrl) throws IOException {
        Path file = folder.resolve(FILE);
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try {
                properties.load(new StringReader(InputFile.readConfiguredFile(file)));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
        List<String> about = paragraphs(properties);
        check(file, properties, about.size());
        return new CollectionInfo(
                name,
                properties.getProperty("title", name),
                properties.getProperty("summary", ""),
                siteUrl,
                Optional.ofNullable(properties.getProperty("home")),
                Optional.ofNullable(properties.getProperty("contact")),
                properties.getProperty("command", "limpid"),
                about,
                Optional.ofNullable(properties.getProperty("notice")));
    }

    private static List<String> paragraphs(Properties properties) {
        List<String> about = new ArrayList<>();
        for (String text = properties.getProperty(ABOUT + 1);
                text != null;
                text = properties.getProperty(ABOUT + (about.size() + 1))) {
            about.add(text);
        }
        return about;
    }

    private static void check(Path file, Properties properties, int paragraphs) throws IOException {
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(KEYS);
        for (int i = 1; i <= paragraphs; i++) {
            unknown.remove(ABOUT + i);
        }
        if (!unknown.isEmpty()) {
            throw new IOException(file + ": unknown " + unknown + ", expected title, summary, home, contact, command,"
                    + " notice, and about.1, about.2 without a gap");
        }
        String home = properties.getProperty("home", "https://");
        if (!home.startsWith("https://") && !home.startsWith("http://")) {
            throw new IOException(file + ": home is \"" + home + "\", expected an address that begins with https://");
        }
    }
}
