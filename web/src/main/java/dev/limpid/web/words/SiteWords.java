package dev.limpid.web.words;

import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.protocol.text.Sentences;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import gg.jte.html.escape.Escape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sentences of pages in one language, from {@code site.properties}, {@code figures.properties}, {@code local.properties} and their translations. A sentence of a page may hold
 * {@code **strong**} words, {@code `code`}, and links {@code [text](name)}, whose address is the value of that name;
 * everything else is text and is escaped. So a translation can change the order of everything and bring no markup of its own.
 */
public final class SiteWords {

    /** A language of the site. */
    public record Language(String tag, String name) {}

    /** The languages of the site, each under its own name. English first; it has no folder of its own. */
    public static final List<Language> LANGUAGES = List.of(
            new Language(Sentences.ENGLISH, "English"), new Language("de", "Deutsch"), new Language("ja", "日本語"));

    /** What stands on pages of both kinds, and on local ones. */
    private static final String LOCAL = "local";

    /** What figures are called, on pages and in a terminal. */
    private static final String FIGURES = "figures";

    /** The English sentences. */
    public static final SiteWords ENGLISH = in(Sentences.ENGLISH);

    /**
     * The pages that there are in every language on every host, and to which a reader is led in their own: what somebody reads
     * who has to decide.
     */
    public static final Set<String> PAGES = Set.of("", "privacy", "about");

    /** What the query of a page's address is called that names the language somebody chose. */
    public static final String CHOSEN = "lang";

    private static final int LONGEST_HEADER = 500;

    private static final String ONE = ".one";

    /** The parts of the site whose pages follow what was published. */
    private static final List<String> PARTS = List.of("charts/", "stacks/", "data/", "config/", "log/");

    private static final Pattern FILE = Pattern.compile("\\.(atom|csv|json|svg)$");

    private static final Pattern MARK = Pattern.compile("\\*\\*|`|\\[|\\]\\(([a-zA-Z]+)\\)|\\{([a-zA-Z]+)\\}");

    private final Sentences sentences;

    private SiteWords(Sentences sentences) {
        this.sentences = sentences;
    }

    /** The sentences in a language. */
    public static SiteWords in(String language) {
        return new SiteWords(Sentences.of(SiteWords.class, List.of("site", FIGURES, LOCAL), language));
    }

    /** The sentences of pages that {@code limpid view} shows, in a language. */
    public static SiteWords local(String language) {
        return new SiteWords(Sentences.of(SiteWords.class, LOCAL, language));
    }

    /** What is said of figures of charts wherever they stand, without the pages around them, in a language. */
    public static SiteWords figures(String language) {
        return new SiteWords(Sentences.of(SiteWords.class, FIGURES, language));
    }

    /** The language in whose folder a path lies; empty for English, and for what is no folder of a language. */
    public static Optional<Language> folder(String path) {
        return LANGUAGES.stream()
                .skip(1)
                .filter(language -> path.startsWith(language.tag() + "/"))
                .findFirst();
    }

    /**
     * The language that a reader wants most, of those that there are; empty if that is English, or nothing is known.
     *
     * @param accepted the header {@code Accept-Language} (RFC 9110, section 12.5.4)
     */
    public static Optional<Language> preferred(String accepted) {
        if (accepted.isBlank() || accepted.length() > LONGEST_HEADER) {
            return Optional.empty();
        }
        try {
            List<String> tags = LANGUAGES.stream().map(Language::tag).toList();
            String tag = Locale.lookupTag(Locale.LanguageRange.parse(accepted), tags);
            return LANGUAGES.stream()
                    .skip(1)
                    .filter(one -> one.tag().equals(tag))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no such header: the page is as it is for everybody
        }
    }

    /**
     * Whether there is a page in every language. All are, where a server makes pages when they are asked for; a folder of
     * files would be as many times as large.
     */
    public static boolean isTranslated(String page, boolean isServed) {
        return PAGES.contains(page)
                || (isServed
                        && PARTS.stream().anyMatch(page::startsWith)
                        && !FILE.matcher(page).find());
    }

    /** The language's tag, for {@code lang}. */
    public String language() {
        return sentences.language();
    }

    /** How numbers are written. */
    public Locale locale() {
        return isEnglish() ? Locale.ROOT : Locale.forLanguageTag(language());
    }

    /** Whether these are the English ones, in which every page is. */
    public boolean isEnglish() {
        return language().equals(Sentences.ENGLISH);
    }

    /** What somebody found out elsewhere, such as why a count stays, in this language. */
    public String say(LocalizableMessage said) {
        return said.in(language());
    }

    /** A sentence as plain text. */
    public String say(String key, Object... values) {
        return sentences.say(key, values);
    }

    /** A sentence about a number, as plain text. */
    public String count(String key, long number, Object... values) {
        return sentences.count(key, number, values);
    }

    /**
     * A sentence about a number, which is written in the one form that numbers of charts have; a script writes it as the
     * reader does.
     */
    public String of(String key, long number, Object... values) {
        Object[] all = Arrays.copyOf(values, values.length + 2);
        all[values.length] = "n";
        all[values.length + 1] = Numbers.count(number);
        return sentences.count(key, number, all);
    }

    /** A number of things, such as {@code 1,200 answers}, with its markup. */
    public Content things(String key, long number) {
        Content count = out ->
                out.writeContent("<data value=\"" + number + "\" data-count>" + Numbers.count(number) + "</data>");
        return html(form(key, number), "n", count);
    }

    /** The key of a sentence about this number. */
    public String form(String key, long number) {
        return sentences.form(key, number);
    }

    /** The sentences whose keys begin like this, by the rest of their keys, with their places: for a script to fill. */
    public SortedMap<String, String> beginning(String start) {
        SortedMap<String, String> found = new TreeMap<>();
        for (String key : sentences.keys()) {
            boolean isSaid = !key.endsWith(ONE)
                    || sentences
                            .form(key.substring(0, key.length() - ONE.length()), 1)
                            .equals(key);
            if (key.startsWith(start) && isSaid) {
                found.put(key.substring(start.length()), sentences.pattern(key));
            }
        }
        return found;
    }

    /** The language of what stands on a page untranslated, for {@code lang}; null if that is the page's own. */
    public @Nullable String foreign() {
        return isEnglish() ? null : Sentences.ENGLISH;
    }

    /** A number as the language writes it. */
    public String number(long number) {
        return sentences.value(number);
    }

    /** A sentence with its markup. A value that is {@link Content} is markup itself. */
    public Content html(String key, Object... values) {
        String pattern = sentences.pattern(key);
        Map<String, Object> named = Sentences.named(values);
        return out -> write(out, pattern, named);
    }

    private void write(TemplateOutput out, String pattern, Map<String, Object> values) {
        Matcher mark = MARK.matcher(pattern);
        boolean strong = false;
        boolean code = false;
        int at = 0;
        while (mark.find()) {
            Escape.htmlContent(pattern.substring(at, mark.start()), out);
            at = mark.end();
            switch (mark.group().charAt(0)) {
                case '*' -> {
                    out.writeContent(strong ? "</strong>" : "<strong>");
                    strong = !strong;
                }
                case '`' -> {
                    out.writeContent(code ? "</code>" : "<code>");
                    code = !code;
                }
                case '[' -> {
                    out.writeContent("<a href=\"");
                    Escape.htmlAttribute(value(values, address(pattern, at)), out);
                    out.writeContent("\">");
                }
                case ']' -> out.writeContent("</a>");
                default -> {
                    if (values.get(mark.group(2)) instanceof Content content) {
                        content.writeTo(out);
                        continue;
                    }
                    boolean isCount = values.get(mark.group(2)) instanceof Number && !code;
                    if (isCount) { // the script writes it as the reader does
                        out.writeContent("<data value=\"" + values.get(mark.group(2)) + "\" data-count>");
                    }
                    Escape.htmlContent(value(values, mark.group(2)), out);
                    out.writeContent(isCount ? "</data>" : "");
                }
            }
        }
        Escape.htmlContent(pattern.substring(at), out);
    }

    /** The name of the address of the link that begins here. */
    private static String address(String pattern, int from) {
        int open = pattern.indexOf("](", from);
        return pattern.substring(open + 2, pattern.indexOf(')', open));
    }

    private String value(Map<String, Object> values, String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("nothing to put at " + name);
        }
        return sentences.value(value);
    }
}
