package dev.limpid.web.facts;

import java.util.List;
import java.util.Optional;

/**
 * The collection whose site it is.
 *
 * @param name the collection's name, such as {@code telemetry.example.org}
 * @param title the project's usual name, such as {@code Example tools}
 * @param summary one or two sentences about the project and why it counts
 * @param siteUrl where the site is reached, ending in a slash; empty if unknown
 * @param home the project's own page, if it has one
 * @param contact an address or page for questions, if one was given
 * @param command the command with which users control telemetry, such as {@code limpid} or {@code mytool telemetry}
 * @param about further paragraphs for the page "About", as the operator wrote them
 * @param notice a notice at the top of every page, such as that the figures are made up; usually empty
 */
public record CollectionInfo(
        String name,
        String title,
        String summary,
        String siteUrl,
        Optional<String> home,
        Optional<String> contact,
        String command,
        List<String> about,
        Optional<String> notice) {

    public CollectionInfo {
        about = List.copyOf(about);
    }

    /** Facts of a site without a notice. */
    public CollectionInfo(
            String name,
            String title,
            String summary,
            String siteUrl,
            Optional<String> home,
            Optional<String> contact,
            String command,
            List<String> about) {
        this(name, title, summary, siteUrl, home, contact, command, about, Optional.empty());
    }

    /** The same facts with this site URL. */
    public CollectionInfo at(String url) {
        return new CollectionInfo(name, title, summary, url, home, contact, command, about, notice);
    }

    /** Facts of a collection of which only the name and the address are known. */
    public static CollectionInfo of(String name, String siteUrl) {
        return new CollectionInfo(name, name, "", siteUrl, Optional.empty(), Optional.empty(), "limpid", List.of());
    }
}
