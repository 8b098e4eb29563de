package dev.limpid.uploader.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.Environment;
import java.io.File;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which language a user is asked: nobody can agree to what they cannot read. */
class ReaderLanguageTest {

    /** Variables in capitals and properties, such as {@code LANG=de_DE.UTF-8 file.encoding=UTF-8}. */
    private static Environment environment(String text) {
        Map<String, String> variables = new HashMap<>();
        Map<String, String> properties = new HashMap<>();
        Arrays.stream(text.split(" ", -1)).filter(each -> !each.isEmpty()).forEach(each -> {
            String[] parts = each.split("=", 2);
            (Character.isUpperCase(parts[0].charAt(0)) ? variables : properties).put(parts[0], parts[1]);
        });
        return Environment.of(variables, properties, new File("none"));
    }

    @ParameterizedTest
    @CsvSource({
        // That of the locale, if the terminal has its letters.
        "'', en",
        "LANG=de_DE.UTF-8, de-DE",
        "LANG=de_DE.utf8, de-DE",
        "LANG=de.UTF-8@euro, de",
        "LANG=pt_BR.UTF-8, pt-BR",
        "LANG=de_DE, en",
        "LANG=de_DE.ISO-8859-1, en",
        "LANG=C.UTF-8, en",
        "LANG=POSIX, en",
        "LANG=../../etc.UTF-8, en",
        "LC_ALL=ja_JP.UTF-8 LC_MESSAGES=de_DE.UTF-8 LANG=fr_FR.UTF-8, ja-JP",
        "LC_MESSAGES=de_DE.UTF-8 LANG=fr_FR.UTF-8, de-DE",
        "LC_MESSAGES=de_DE.UTF-8 LC_CTYPE=C LANG=fr_FR.UTF-8, en",
        "LC_ALL= LANG=de_DE.UTF-8, de-DE",
        // The one that was chosen, if Java can write it.
        "LIMPID_LANG=de, de",
        "LIMPID_LANG=de LANG=ja_JP.UTF-8, de",
        "LIMPID_LANG=pt_BR, pt-BR",
        "LIMPID_LANG=nonsense, en",
        "LIMPID_LANG=ja stdout.encoding=UTF-8, ja",
        "LIMPID_LANG=ja stdout.encoding=US-ASCII, en",
        "LIMPID_LANG=ja file.encoding=US-ASCII, en",
        "LIMPID_LANG=ja stdout.encoding=UTF-8 file.encoding=US-ASCII, ja",
        "LIMPID_LANG=de stdout.encoding=windows-1252, de",
        "LIMPID_LANG=ja stdout.encoding=windows-1252, en",
        "LIMPID_LANG=ja stdout.encoding=no-such-charset, ja",
        // On Windows the one that Java found.
        "user.language=de stdout.encoding=UTF-8, de",
        "user.language=de stdout.encoding=cp65001, de",
        "user.language=de stdout.encoding=Cp850, en",
        "user.language=de, en",
        "user.language=ja LANG=de_DE.UTF-8, de-DE",
    })
    void language_isTheReaders_ifTheTerminalHasItsLetters(String around, String language) {
        assertThat(ReaderLanguage.of(environment(around))).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"US-ASCII", "ANSI_X3.4-1968"})
    void localeThatIsNotInstalled_meansPlainEnglish(String written) {
        Environment named = environment("LANG=de_DE.UTF-8 file.encoding=" + written);
        assertThat(ReaderLanguage.hasUnicode(named)).isFalse();
        assertThat(ReaderLanguage.of(named)).isEqualTo("en");
        assertThat(ReaderLanguage.hasUnicode(environment("LANG=de_DE.UTF-8 file.encoding=UTF-8")))
                .isTrue();
        assertThat(ReaderLanguage.hasUnicode(environment("file.encoding=UTF-8")))
                .as("nothing says what the terminal shows")
                .isFalse();
    }
}
