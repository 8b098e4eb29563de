package dev.limpid.web.words;

import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.protocol.text.MessageBundle;
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
 * The sentences of pages in one language, from {@code site.properties}, {@code figures.properties}, {@code local.properties} and their
 * translations. A sentence of a page can contain {@code **strong**} words, {@code `code`}, and links {@code [text](name)}, whose
 * address is the value of that name; everything else is text and is escaped. So a translation can reorder everything, but cannot add
 * markup.
 */
public final class SiteMessages {

    /** A language of the site. */
    public record Language(String tag, String name) {}

    /** The languages of the site, each under its own name. English comes first and has no folder. */
    public static final List<Language> LANGUAGES = List.of(
            new Language(MessageBundle.ENGLISH, "English"), new Language("de", "Deutsch"), new Language("ja", "日本語"));

    /** The bundle of sentences on local pages, some of which are also on the site. */
    private static final String LOCAL = "local";

    /** The bundle of the names of figures, on pages and in a terminal. */
    private static final String FIGURES = "figures";

    /** The English sentences. */
    public static final SiteMessages ENGLISH = in(MessageBundle.ENGLISH);

    /**
     * The pages that exist in every language on every host, and in which readers are redirected to their own language: those that a
     * user reads before deciding.
     */
    public static final Set<String> PAGES = Set.of("", "privacy", "about");

    /** The query parameter with the language that a reader chose. */
    public static final String CHOSEN = "lang";

    private static final int LONGEST_HEADER = 500;

    private static final String ONE = ".one";

    /** The parts of the site whose pages are made from published data. */
    private static final List<String> PARTS = List.of("charts/", "stacks/", "data/", "config/", "log/");

    private static final Pattern FILE = Pattern.compile("\\.(atom|csv|json|svg)$");

    private static final Pattern MARK = Pattern.compile("\\*\\*|`|\\[|\\]\\(([a-zA-Z]+)\\)|\\{([a-zA-Z]+)\\}");

    private final MessageBundle messageBundle;

    private SiteMessages(MessageBundle messageBundle) {
        this.messageBundle = messageBundle;
    }

    /** The sentences in a language. */
    public static SiteMessages in(String language) {
        return new SiteMessages(MessageBundle.of(SiteMessages.class, List.of("site", FIGURES, LOCAL), language));
    }

    /** The sentences of the pages of {@code limpid view}, in a language. */
    public static SiteMessages local(String language) {
        return new SiteMessages(MessageBundle.of(SiteMessages.class, LOCAL, language));
    }

    /** The sentences about figures of charts, without those of the pages around them, in a language. */
    public static SiteMessages figures(String language) {
        return new SiteMessages(MessageBundle.of(SiteMessages.class, FIGURES, language));
    }

    /** The language of the folder that a path is in; empty for English and for paths outside of these folders. */
    public static Optional<Language> folder(String path) {
        return LANGUAGES.stream()
                .skip(1)
                .filter(language -> path.startsWith(language.tag() + "/"))
                .findFirst();
    }

    /**
     * The available language that a reader prefers most; empty if that is English or the header names none.
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
            return Optional.empty(); // the header is malformed: the page stays in English
        }
    }

    /**
     * Whether a page exists in every language. All do on a server, which makes pages on request; a folder of files would be as many
     * times as large as there are languages.
     */
    public static boolean isTranslated(String page, boolean isServed) {
        return PAGES.contains(page)
                || (isServed
                        && PARTS.stream().anyMatch(page::startsWith)
                        && !FILE.matcher(page).find());
    }

    /** The language's tag, for {@code lang}. */
    public String language() {
        return messageBundle.language();
    }

    /** The locale for formatting numbers. */
    public Locale locale() {
        return isEnglish() ? Locale.ROOT : Locale.forLanguageTag(language());
    }

    /** Whether these are the English sentences; every page exists in English. */
    public boolean isEnglish() {
        return language().equals(MessageBundle.ENGLISH);
    }

    /** A sentence from another module, such as why a count stays, in this language. */
    public String say(LocalizableMessage said) {
        return said.in(language());
    }

    /** A sentence as plain text. */
    public String say(String key, Object... values) {
        return messageBundle.format(key, values);
    }

    /** A sentence about a number, as plain text. */
    public String count(String key, long number, Object... values) {
        return messageBundle.count(key, number, values);
    }

    /**
     * A sentence about a number in the common format of charts; a script reformats it for the reader's locale.
     */
    public String countSentence(String key, long number, Object... values) {
        Object[] all = Arrays.copyOf(values, values.length + 2);
        all[values.length] = "n";
        all[values.length + 1] = Numbers.count(number);
        return messageBundle.count(key, number, all);
    }

    /** A number of things, such as {@code 1,200 answers}, with its markup. */
    public Content countPhrase(String key, long number) {
        Content count = out ->
                out.writeContent("<data value=\"" + number + "\" data-count>" + Numbers.count(number) + "</data>");
        return html(form(key, number), "n", count);
    }

    /** The key of a sentence about this number. */
    public String form(String key, long number) {
        return messageBundle.form(key, number);
    }

    /** The sentences whose keys have this prefix, by the rest of their keys, with placeholders that a script fills. */
    public SortedMap<String, String> withPrefix(String start) {
        SortedMap<String, String> found = new TreeMap<>();
        for (String key : messageBundle.keys()) {
            boolean isSaid = !key.endsWith(ONE)
                    || messageBundle
                            .form(key.substring(0, key.length() - ONE.length()), 1)
                            .equals(key);
            if (key.startsWith(start) && isSaid) {
                found.put(key.substring(start.length()), messageBundle.pattern(key));
            }
        }
        return found;
    }

    /** The language of untranslated text on a page, for {@code lang}; null if it is the page's own. */
    public @Nullable String fallbackLanguage() {
        return isEnglish() ? null : MessageBundle.ENGLISH;
    }

    /** A number in the format of the language. */
    public String number(long number) {
        return messageBundle.value(number);
    }

    /** A sentence with its markup. A value of type {@link Content} is already markup. */
    public Content html(String key, Object... values) {
        String pattern = messageBundle.pattern(key);
        Map<String, Object> named = MessageBundle.named(values);
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
                    if (isCount) { // a script reformats it for the reader
                        out.writeContent("<data value=\"" + values.get(mark.group(2)) + "\" data-count>");
                    }
                    Escape.htmlContent(value(values, mark.group(2)), out);
                    out.writeContent(isCount ? "</data>" : "");
                }
            }
        }
        Escape.htmlContent(pattern.substring(at), out);
    }

    /** The name of the value with the address of the link that begins here. */
    private static String address(String pattern, int from) {
        int open = pattern.indexOf("](", from);
        return pattern.substring(open + 2, pattern.indexOf(')', open));
    }

    private String value(Map<String, Object> values, String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the sentence has the placeholder " + name + ", expected a value for it");
        }
        return messageBundle.value(value);
    }
}
