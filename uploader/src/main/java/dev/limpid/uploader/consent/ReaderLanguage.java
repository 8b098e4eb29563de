package dev.limpid.uploader.consent;

import dev.limpid.counter.home.Environment;
import dev.limpid.protocol.text.MessageBundle;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The language of the sentences for the user: {@code LIMPID_LANG} if it is set; else the language of the user's locale
 * ({@code LC_ALL}, {@code LC_MESSAGES}, {@code LANG}, as in POSIX; if none is set, as on Windows, the locale that Java
 * found), if the terminal has the letters for it. Users who cannot read what they agree to have not agreed, so if that
 * is not known, the language is English in plain letters. It is also English if Java would write question marks, as it
 * does under a locale that is named but not installed.
 */
public final class ReaderLanguage {

    private ReaderLanguage() {}

    /** The language, such as {@code de} or {@code pt-BR}; English if nothing else is set. */
    public static String of(Environment environment) {
        String chosen = environment.variable("LIMPID_LANG");
        if (chosen != null) {
            String tag = tag(chosen);
            return isWritable(environment, tag) ? tag : MessageBundle.ENGLISH;
        }
        String locale = first(environment, "LC_ALL", "LC_MESSAGES", "LANG");
        locale = locale != null ? locale : environment.property("user.language");
        return locale == null || !hasUnicode(environment) ? MessageBundle.ENGLISH : tag(locale);
    }

    /**
     * Whether the terminal shows every letter, judged by the locale's variables, on Windows by the charset that Java
     * writes.
     */
    public static boolean hasUnicode(Environment environment) {
        String locale = first(environment, "LC_ALL", "LC_CTYPE", "LANG");
        locale = locale != null ? locale : environment.property("stdout.encoding");
        String written = written(environment);
        return locale != null && isUnicode(locale) && (written == null || isUnicode(written));
    }

    /**
     * Whether Java can write each letter of this language's sentences; true if the charset that it writes is not known.
     */
    private static boolean isWritable(Environment environment, String language) {
        String written = written(environment);
        if (written == null || isUnicode(written) || !Charset.isSupported(written)) {
            return true;
        }
        MessageBundle messageBundle = MessageBundle.of(ReaderLanguage.class, "consent", language);
        CharsetEncoder encoder = Charset.forName(written).newEncoder();
        return messageBundle.keys().stream().map(messageBundle::pattern).allMatch(encoder::canEncode);
    }

    /** The charset in which Java writes to the terminal: Java 17 has one for all its output. */
    private static @Nullable String written(Environment environment) {
        String stdout = environment.property("stdout.encoding");
        return stdout != null ? stdout : environment.property("file.encoding");
    }

    private static boolean isUnicode(String charset) {
        String name = charset.toLowerCase(Locale.ROOT);
        return name.contains("utf-8") || name.contains("utf8") || name.contains("cp65001");
    }

    /** The sentences about consent in the user's language. */
    static MessageBundle sentences(Environment environment) {
        return MessageBundle.of(ReaderLanguage.class, "consent", of(environment));
    }

    private static @Nullable String first(Environment environment, String... variables) {
        for (String variable : variables) {
            String value = environment.variable(variable);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** {@code de-CH} for {@code de_CH.UTF-8@euro}; English for {@code C} and {@code POSIX}. */
    private static String tag(String locale) {
        String name = locale.split("[.@]", 2)[0].replace('_', '-');
        return name.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,4})?") ? name : MessageBundle.ENGLISH;
    }
}
