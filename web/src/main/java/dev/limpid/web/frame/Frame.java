package dev.limpid.web.frame;

import dev.limpid.web.facts.CollectionFacts;

/**
 * What a template needs besides its own values.
 *
 * @param facts whose site it is
 * @param path the page's own path, such as {@code charts/}
 * @param links links as written on this page
 * @param isLocal whether it is a page of the local viewer, which has other parts than the public site
 */
public record Frame(CollectionFacts facts, String path, Links links, boolean isLocal) {

    /** The frame of the page at this path. */
    public static Frame of(CollectionFacts facts, String path, LinkStyle style) {
        return new Frame(facts, path, new Links(path, style), false);
    }

    /** The same frame as a page of the local viewer. */
    public Frame local() {
        return new Frame(facts, path, links, true);
    }

    /** {@code page} if the page belongs to this part of the site, for {@code aria-current}; else null. */
    public @org.jspecify.annotations.Nullable String current(String part) {
        boolean here = part.isEmpty() ? path.isEmpty() : path.startsWith(part);
        return !here ? null : path.equals(part) ? "page" : "true";
    }

    /** Whether a server answers, so that forms work without a script. */
    public boolean isServed() {
        return links.isServed();
    }

    /** Where the page is reached by anybody; empty if the site does not know its own address. */
    public String address() {
        return facts.siteUrl().isEmpty() ? "" : address(path);
    }

    /** Where another page is reached by anybody; a link from here if the site does not know its own address. */
    public String address(String page) {
        return facts.siteUrl().isEmpty() ? to(page) : facts.siteUrl() + links.own(page);
    }

    /** The same of a file that is no page. */
    public String addressOfFile(String file) {
        return facts.siteUrl().isEmpty() ? file(file) : facts.siteUrl() + Links.escaped(file);
    }

    /** The link to a page. */
    public String to(String page) {
        return links.page(page);
    }

    /** The link to a file that is no page. */
    public String file(String path) {
        return links.file(path, true);
    }

    /** The link to an asset by its public name. */
    public String asset(String name) {
        return links.asset(name);
    }
}
