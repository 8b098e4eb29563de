package dev.limpid.web.frame;

import dev.limpid.protocol.text.Sentences;
import dev.limpid.web.facts.CollectionFacts;
import dev.limpid.web.words.SiteWords;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a template needs besides its own values.
 *
 * @param facts whose site it is
 * @param path the page's own path, such as {@code charts/}; a translated page's is that of the English one
 * @param links links as written on this page
 * @param isLocal whether it is a page of the local viewer, which has other parts than the public site
 * @param words what is said, in the page's language
 * @param query what of the address decides what the page shows, such as the sides of a comparison; the page's other languages show the same
 */
public record Frame(
        CollectionFacts facts, String path, Links links, boolean isLocal, SiteWords words, Map<String, String> query) {
    public Frame {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    /** The same page in some language, or this one. */
    public record Translation(String language, String name, String href, boolean isThis) {}

    /** The frame of the page at this path, which may lie in the folder of a language: {@code de/privacy}. */
    public static Frame of(CollectionFacts facts, String path, LinkStyle style) {
        Optional<SiteWords.Language> folder = SiteWords.folder(path);
        String tag = folder.map(SiteWords.Language::tag).orElse(Sentences.ENGLISH);
        String own = folder.isPresent() ? path.substring(tag.length() + 1) : path;
        return new Frame(facts, own, new Links(path, style), false, SiteWords.in(tag), Map.of());
    }

    /** The same frame as a page of the local viewer, which says this. */
    public Frame local(SiteWords said) {
        return new Frame(facts, path, links, true, said, query);
    }

    /** The same frame of a page that was asked for with these of the values of a query, in this order. */
    public Frame asking(Map<String, String> all, String... names) {
        Map<String, String> asked = new LinkedHashMap<>();
        for (String name : names) {
            if (!all.getOrDefault(name, "").isEmpty()) {
                asked.put(name, all.get(name));
            }
        }
        return new Frame(facts, path, links, isLocal, words, asked);
    }

    /**
     * The page in each language that it is in; none if it is in English alone. The links are choices: a server leads nobody
     * from them to another language, also who opens one from a bookmark.
     */
    public List<Translation> translations() {
        return isLocal || !SiteWords.isTranslated(path, isServed())
                ? List.of()
                : SiteWords.LANGUAGES.stream().map(this::translation).toList();
    }

    private Translation translation(SiteWords.Language language) {
        String page = links.page(in(language.tag(), path)) + asked();
        boolean isEnglish = language.tag().equals(Sentences.ENGLISH);
        return new Translation(
                language.tag(),
                language.name(),
                isEnglish && isServed() && SiteWords.PAGES.contains(path)
                        ? page + "?" + SiteWords.CHOSEN + "=" + language.tag()
                        : page,
                language.tag().equals(words.language()));
    }

    private String asked() {
        return query.entrySet().stream()
                .map(each ->
                        each.getKey() + "=" + Links.escaped(each.getValue()).replace("+", "%2B"))
                .collect(Collectors.collectingAndThen(Collectors.joining("&"), all -> all.isEmpty() ? "" : "?" + all));
    }

    /** Where a page lies in a language; in English if it is in no other. Local pages are in one language, at one address. */
    private String in(String language, String page) {
        return isLocal || language.equals(Sentences.ENGLISH) || !SiteWords.isTranslated(page, isServed())
                ? page
                : language + "/" + page;
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
        return facts.siteUrl().isEmpty() ? to(page) : facts.siteUrl() + links.own(in(words.language(), page));
    }

    /** The same of a file that is no page. */
    public String addressOfFile(String file) {
        return facts.siteUrl().isEmpty() ? file(file) : facts.siteUrl() + Links.escaped(file);
    }

    /** The link to a page, in this page's language if it is in that. */
    public String to(String page) {
        return links.page(in(words.language(), page));
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
