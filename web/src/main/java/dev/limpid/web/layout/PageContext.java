package dev.limpid.web.layout;

import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.web.facts.CollectionInfo;
import dev.limpid.web.words.SiteMessages;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a template needs besides its own values.
 *
 * @param facts the collection whose site it is
 * @param path the page's own path, such as {@code charts/}; a translated page has the path of the English one
 * @param links the links of this page
 * @param isLocal whether it is a page of the local viewer, which has other parts than the public site
 * @param words the texts in the page's language
 * @param query the query parameters that the page depends on, such as the sides of a comparison; links to its translations keep them
 */
public record PageContext(
        CollectionInfo facts,
        String path,
        Links links,
        boolean isLocal,
        SiteMessages words,
        Map<String, String> query) {
    public PageContext {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    /** This page in one of its languages. */
    public record Translation(String language, String name, String href, boolean isThis) {}

    /** The context of the page at this path, which may be in the folder of a language: {@code de/privacy}. */
    public static PageContext of(CollectionInfo facts, String path, LinkStyle style) {
        Optional<SiteMessages.Language> folder = SiteMessages.folder(path);
        String tag = folder.map(SiteMessages.Language::tag).orElse(MessageBundle.ENGLISH);
        String own = folder.isPresent() ? path.substring(tag.length() + 1) : path;
        return new PageContext(facts, own, new Links(path, style), false, SiteMessages.in(tag), Map.of());
    }

    /** The same context for a page of the local viewer, with these texts. */
    public PageContext local(SiteMessages said) {
        return new PageContext(facts, path, links, true, said, query);
    }

    /** The same context for a page that was requested with a query, of which these parameters are kept in this order. */
    public PageContext withQuery(Map<String, String> all, String... names) {
        Map<String, String> asked = new LinkedHashMap<>();
        for (String name : names) {
            if (!all.getOrDefault(name, "").isEmpty()) {
                asked.put(name, all.get(name));
            }
        }
        return new PageContext(facts, path, links, isLocal, words, asked);
    }

    /**
     * The page in each of its languages; empty if it is in English only. Following such a link is a choice: the server then does not
     * redirect to another language, even if the link is opened from a bookmark.
     */
    public List<Translation> translations() {
        return isLocal || !SiteMessages.isTranslated(path, isServed())
                ? List.of()
                : SiteMessages.LANGUAGES.stream().map(this::translation).toList();
    }

    private Translation translation(SiteMessages.Language language) {
        String page = links.page(in(language.tag(), path)) + asked();
        boolean isEnglish = language.tag().equals(MessageBundle.ENGLISH);
        return new Translation(
                language.tag(),
                language.name(),
                isEnglish && isServed() && SiteMessages.PAGES.contains(path)
                        ? page + "?" + SiteMessages.CHOSEN + "=" + language.tag()
                        : page,
                language.tag().equals(words.language()));
    }

    private String asked() {
        return query.entrySet().stream()
                .map(each ->
                        each.getKey() + "=" + Links.escaped(each.getValue()).replace("+", "%2B"))
                .collect(Collectors.collectingAndThen(Collectors.joining("&"), all -> all.isEmpty() ? "" : "?" + all));
    }

    /** A page's path in a language, or the English one if it is not translated. Local pages have one language and one address. */
    private String in(String language, String page) {
        return isLocal || language.equals(MessageBundle.ENGLISH) || !SiteMessages.isTranslated(page, isServed())
                ? page
                : language + "/" + page;
    }

    /** The value of {@code aria-current} if the page belongs to this part of the site; otherwise null. */
    public @org.jspecify.annotations.Nullable String current(String part) {
        boolean here = part.isEmpty() ? path.isEmpty() : path.startsWith(part);
        return !here ? null : path.equals(part) ? "page" : "true";
    }

    /** Whether a server serves the pages, so that forms work without a script. */
    public boolean isServed() {
        return links.isServed();
    }

    /** The page's absolute address; empty if the site does not know its own address. */
    public String address() {
        return facts.siteUrl().isEmpty() ? "" : address(path);
    }

    /** The absolute address of another page; a relative link if the site does not know its own address. */
    public String address(String page) {
        return facts.siteUrl().isEmpty() ? to(page) : facts.siteUrl() + links.own(in(words.language(), page));
    }

    /** The same for a file that is not a page. */
    public String addressOfFile(String file) {
        return facts.siteUrl().isEmpty() ? file(file) : facts.siteUrl() + Links.escaped(file);
    }

    /** The link to a page, in this page's language if it is translated. */
    public String to(String page) {
        return links.page(in(words.language(), page));
    }

    /** The link to a file that is not a page. */
    public String file(String path) {
        return links.file(path, true);
    }

    /** The link to an asset by its public name. */
    public String asset(String name) {
        return links.asset(name);
    }
}
