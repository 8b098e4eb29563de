package dev.limpid.protocol.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sentences of one bundle in one language. A bundle is a properties file in UTF-8, in the package of the class that
 * uses it: {@code consent.properties} has all sentences in English, {@code consent_de.properties} the translated ones;
 * for a missing sentence, English is used. A sentence has placeholders for values, as in {@code Answers go to {url}.};
 * values are inserted unchanged and are never parsed. A sentence about a number has a key for each form, {@code
 * answers.one} and {@code answers.other}; languages without a singular have only the second.
 *
 * <p>Not {@link java.util.ResourceBundle}: on the module path its fallback cannot be controlled, and it falls back to
 * the language of the JVM, so that a missing Japanese sentence could appear in German. Immutable.
 */
public final class MessageBundle {

    /** The language that has every sentence. */
    public static final String ENGLISH = "en";

    private static final Map<String, Map<String, String>> READ = new ConcurrentHashMap<>();

    private final String language;
    private final String bundle;
    private final Map<String, String> translated;
    private final Map<String, String> english;

    private MessageBundle(String language, String bundle, Map<String, String> translated, Map<String, String> english) {
        this.language = language;
        this.bundle = bundle;
        this.translated = translated;
        this.english = english;
    }

    /**
     * The sentences of a bundle.
     *
     * @param beside a class in the package of the bundle
     * @param bundle the bundle's name, without language and file extension
     * @param language such as {@code de} or {@code pt-BR}. The whole tag is tried first, then its first part, then English
     */
    public static MessageBundle of(Class<?> beside, String bundle, String language) {
        return of(beside, List.of(bundle), language);
    }

    /**
     * The sentences of several bundles, no two of which have a key in common.
     *
     * @param beside a class in the package of the bundles
     * @param bundles their names; a language is available if the first bundle is translated into it
     * @param language as above
     */
    public static MessageBundle of(Class<?> beside, List<String> bundles, String language) {
        String bundle = bundles.get(0);
        Map<String, String> english = all(beside, bundles, "")
                .orElseThrow(() -> new IllegalArgumentException(
                        bundle + ".properties is missing from the package of " + beside.getName()));
        for (String tag : new String[] {language, language.split("[-_]", 2)[0]}) {
            if (!tag.matches("[a-z]{2,3}([-_][A-Za-z0-9]{2,4})?") || tag.equals(ENGLISH)) {
                continue;
            }
            Optional<Map<String, String>> translated = all(beside, bundles, "_" + tag.replace('-', '_'));
            if (translated.isPresent()) {
                return new MessageBundle(tag.replace('_', '-'), bundle, translated.get(), english);
            }
        }
        return new MessageBundle(ENGLISH, bundle, Map.of(), english);
    }

    /** The language of these sentences; {@value #ENGLISH} if there is no translation. */
    public String language() {
        return language;
    }

    /**
     * A sentence.
     *
     * @param key its key in the bundle
     * @param values names of placeholders, each followed by its value
     * @throws IllegalArgumentException if the bundle has no such sentence, or a placeholder of it has no value
     */
    public String format(String key, Object... values) {
        return filled(pattern(key), values);
    }

    /**
     * A sentence about a number, which has the placeholder {@code {n}}.
     *
     * @param key its key in the bundle without {@code .one} or {@code .other}
     */
    public String count(String key, long number, Object... values) {
        Object[] all = new Object[values.length + 2];
        System.arraycopy(values, 0, all, 2, values.length);
        all[0] = "n";
        all[1] = number;
        return filled(pattern(form(key, number)), all);
    }

    /** The key of the form for this number. */
    public String form(String key, long number) {
        Map<String, String> from = translated.containsKey(key + ".other") ? translated : english;
        return number == 1 && from.containsKey(key + ".one") ? key + ".one" : key + ".other";
    }

    /** The sentence with its placeholders, for output that is more than plain text. */
    public String pattern(String key) {
        String pattern = translated.getOrDefault(key, english.get(key));
        if (pattern == null) {
            throw new IllegalArgumentException(bundle + ".properties: no sentence " + key);
        }
        return pattern;
    }

    /** The translated sentence with its placeholders; empty if it is not translated, and in English. */
    public Optional<String> translation(String key) {
        return Optional.ofNullable(translated.get(key));
    }

    /**
     * A value as it is inserted into a sentence: whole numbers have separators between thousands, as is usual in the
     * language.
     */
    public String value(Object value) {
        return value instanceof Long || value instanceof Integer
                ? String.format(locale(), "%,d", ((Number) value).longValue())
                : String.valueOf(value);
    }

    /** The values by their placeholders. */
    public static Map<String, Object> named(Object... values) {
        Map<String, Object> named = new HashMap<>();
        for (int i = 0; i + 1 < values.length; i += 2) {
            named.put((String) values[i], values[i + 1]);
        }
        return named;
    }

    /** The keys of a bundle's English sentences. */
    public Set<String> keys() {
        return new TreeSet<>(english.keySet());
    }

    /** How numbers are written beside these sentences. */
    public Locale locale() {
        return language.equals(ENGLISH) ? Locale.ROOT : Locale.forLanguageTag(language);
    }

    private String filled(String pattern, Object... values) {
        Map<String, Object> named = named(values);
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', at)) {
            int close = pattern.indexOf('}', open);
            String place = pattern.substring(open + 1, close);
            Object value = named.get(place);
            if (value == null) {
                throw new IllegalArgumentException(bundle + ".properties: no value for {" + place + "}");
            }
            text.append(pattern, at, open).append(value(value));
            at = close + 1;
        }
        return text.append(pattern, at, pattern.length()).toString();
    }

    /** The sentences of all bundles in a language; empty if the first bundle is not translated into it. */
    private static Optional<Map<String, String>> all(Class<?> beside, List<String> bundles, String ending) {
        Optional<Map<String, String>> first = read(beside, bundles.get(0) + ending);
        if (first.isEmpty() || bundles.size() == 1) {
            return first;
        }
        String together = beside.getPackageName() + "/" + String.join("+", bundles) + ending;
        Map<String, String> known = READ.get(together);
        if (known == null) { // not within computeIfAbsent: reading the bundles changes the same map
            Map<String, String> all = new HashMap<>();
            bundles.forEach(each -> all.putAll(read(beside, each + ending).orElse(Map.of())));
            known = Map.copyOf(all);
            READ.put(together, known);
        }
        return Optional.of(known);
    }

    private static Optional<Map<String, String>> read(Class<?> beside, String name) {
        Map<String, String> read = READ.computeIfAbsent(beside.getPackageName() + "/" + name, any -> {
            try (InputStream in = beside.getResourceAsStream(name + ".properties")) {
                return in == null ? Map.of() : sentences(in);
            } catch (IOException e) {
                throw new UncheckedIOException(name + ".properties cannot be read", e);
            }
        });
        return read.isEmpty() ? Optional.empty() : Optional.of(read);
    }

    private static Map<String, String> sentences(InputStream in) throws IOException {
        Properties properties = new Properties();
        try (Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(text);
        }
        Map<String, String> sentences = new HashMap<>();
        properties.forEach((key, value) -> sentences.put((String) key, (String) value));
        return Map.copyOf(sentences);
    }
}
