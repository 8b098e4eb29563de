package dev.limpid.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bundles of this test, in English, German and Brazilian Portuguese. */
class MessageBundleTest {

    private static MessageBundle in(String language) {
        return MessageBundle.of(MessageBundleTest.class, "greeting", language);
    }

    @Test
    void sentence_isSaidInTheLanguage_andInEnglishWhereItIsMissing() {
        assertThat(in("en").format("hello", "who", "you")).isEqualTo("Hello you, you.");
        assertThat(in("de").format("hello", "who", "du")).isEqualTo("Grüß dich, du.");
        assertThat(in("de").format("only")).isEqualTo("English alone");
        assertThat(in("de").format("plain")).isEqualTo("Nothing to put in.");
        assertThat(in("de").pattern("hello")).isEqualTo("Grüß dich, {who}.");
    }

    @Test
    void language_isTheFirstThatHasATranslation() {
        assertThat(in("de").language()).isEqualTo("de");
        assertThat(in("de-AT").language()).isEqualTo("de");
        assertThat(in("de_CH").language()).isEqualTo("de");
        assertThat(in("pt-BR").language()).isEqualTo("pt-BR");
        assertThat(in("pt_BR").language()).isEqualTo("pt-BR");
        for (String none :
                List.of("en", "en-GB", "pt", "pt-PT", "fr", "", "d", "DE", "../de", "de-A", "defg", "de-ABCDE")) {
            assertThat(in(none).language()).as(none).isEqualTo(none.startsWith("de-") ? "de" : "en");
        }
    }

    @Test
    void number_choosesTheForm_andIsWrittenAsTheLanguageDoes() {
        assertThat(in("en").count("answers", 1, "from", "a")).isEqualTo("One answer of a");
        assertThat(in("en").count("answers", 0, "from", "a")).isEqualTo("0 answers of a");
        assertThat(in("en").count("answers", 1234567, "from", 1000)).isEqualTo("1,234,567 answers of 1,000");
        assertThat(in("de").count("answers", 1234567, "from", "b")).isEqualTo("1.234.567 Antworten von b");
        assertThat(in("de").count("answers", 1, "from", "b")).isEqualTo("Eine Antwort von b");
        assertThat(in("pt-BR").form("answers", 1))
                .as("a language that has no singular")
                .isEqualTo("answers.other");
        assertThat(in("en").value(12345L)).isEqualTo("12,345");
        assertThat(in("en").value("12345")).isEqualTo("12345");
    }

    /** A value may come from anybody. */
    @Test
    void value_isReadAsNoSentence() {
        assertThat(in("en").format("hello", "who", "{who} {n}")).isEqualTo("Hello {who} {n}, {who} {n}.");
    }

    @Test
    void severalBundles_areOne() {
        MessageBundle german = MessageBundle.of(MessageBundleTest.class, List.of("greeting", "farewell"), "de");
        assertThat(german.format("bye")).isEqualTo("Tschüss");
        assertThat(german.format("hello", "who", "du")).isEqualTo("Grüß dich, du.");
        MessageBundle portuguese = MessageBundle.of(MessageBundleTest.class, List.of("greeting", "farewell"), "pt-BR");
        assertThat(portuguese.format("plain") + portuguese.format("bye")).isEqualTo("Nada.Good bye");
        assertThat(german.keys())
                .contains("bye", "only", "hello", "answers.one")
                .hasSize(6);
    }

    /** Reading one bundle while several are being combined changes the cache, too. */
    @Test
    void manyBundles_areReadWhileTheyArePutTogether() {
        for (int i = 0; i < 1_000; i++) {
            List<String> bundles = List.of("greeting", "there-is-no-bundle-" + i);
            assertThat(MessageBundle.of(MessageBundleTest.class, bundles, "de").language())
                    .isEqualTo("de");
        }
    }

    @Test
    void whatIsMissing_isNamed() {
        assertThatThrownBy(() -> in("de").format("hello", "whom", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("greeting.properties: no value for {who}");
        assertThatThrownBy(() -> in("de").format("nosuch"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("greeting.properties: no sentence nosuch");
        assertThatThrownBy(() -> MessageBundle.of(MessageBundleTest.class, "nosuch", "en"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "nosuch.properties is missing from the package of dev.limpid.protocol.text.MessageBundleTest");
    }

    @Test
    void values_areNamedInPairs() {
        assertThat(MessageBundle.named("a", 1, "b", "two")).isEqualTo(Map.of("a", 1, "b", "two"));
        assertThat(MessageBundle.named()).isEmpty();
    }
}
