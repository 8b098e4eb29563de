package dev.limpid.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.question.active.Omissions;
import org.junit.jupiter.api.Test;

/** A sentence that is shown later, in the reader's language. */
class LocalizableMessageTest {

    private static LocalizableMessage unknown(Object counter) {
        return LocalizableMessage.of(Omissions.class, "omissions", "unknown-counter", "counter", counter);
    }

    @Test
    void sentence_isSaidInEachLanguage_andInEnglishWhereNobodyTranslatedIt() {
        assertThat(unknown("tool/x")).hasToString("no question asks for tool/x");
        assertThat(unknown("tool/x").in("de")).isEqualTo("keine Frage betrifft tool/x");
        assertThat(unknown("tool/x").in("fr")).isEqualTo("no question asks for tool/x");
    }

    @Test
    void value_thatIsASentence_isSaidInTheSameLanguage_andNeverReadForPlaces() {
        LocalizableMessage inner = unknown("{counter}");
        assertThat(unknown(inner).in("de")).isEqualTo("keine Frage betrifft keine Frage betrifft {counter}");
        assertThat(unknown(inner).in("en")).isEqualTo("no question asks for no question asks for {counter}");
    }

    @Test
    void whatOthersSaid_isQuotedAsItIs() {
        assertThat(LocalizableMessage.quoted("500 {n}").in("ja")).isEqualTo("500 {n}");
    }

    @Test
    void sameSentence_withTheSameValues_isEqual() {
        assertThat(unknown("a")).isEqualTo(unknown("a")).hasSameHashCodeAs(unknown("a"));
        assertThat(unknown("a")).isNotEqualTo(unknown("b")).isNotEqualTo(LocalizableMessage.quoted("a"));
    }
}
