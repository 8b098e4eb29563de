package dev.limpid.web.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoteWordsTest {

    private static final SiteWords GERMAN = SiteWords.in("de");
    private static final SiteWords JAPANESE = SiteWords.in("ja");

    @Test
    void everyNote_isInTheReadersLanguage() {
        for (Note.Kind kind : Note.Kind.values()) {
            Note note = Note.of(kind, values(kind));
            assertThat(NoteWords.of(note.text(), GERMAN))
                    .isEqualTo(
                            new NoteWords.Said(NoteWords.of(note.text(), GERMAN).text(), null));
            assertThat(NoteWords.of(note.text(), GERMAN).text())
                    .doesNotContainPattern("\\b(the|and|of|answers?|events?|operating|more)\\b")
                    .endsWith(".");
            assertThat(NoteWords.of(note.text(), JAPANESE).text())
                    .doesNotContainPattern("\\b(the|and|of|answers?|events?|operating|more)\\b")
                    .endsWith("。");
        }
    }

    /** Translators read the English sentence; it must be the published one. */
    @Test
    void englishSentence_isThePublishedOne() {
        for (Note.Kind kind : Note.Kind.values()) {
            Object[] values = values(kind);
            Note note = Note.of(kind, values);
            Object[] said = values.clone();
            for (int i = 0; i < said.length; i += 2) {
                if (said[i + 1] instanceof Long number) {
                    String noun = kind.noun((String) said[i]).orElse("");
                    said[i + 1] = noun.isEmpty() ? Numbers.count(number) : SiteWords.ENGLISH.of("of." + noun, number);
                }
            }
            assertThat(SiteWords.ENGLISH.say("note." + NoteWords.key(kind), said))
                    .isEqualTo(NoteWords.of(note.text(), SiteWords.ENGLISH).text());
        }
    }

    @Test
    void numbersAndDates_areWrittenAsTheLanguageWritesThem() {
        assertThat(NoteWords.of(Note.of(Note.Kind.UNKNOWN, "left", 1_234L).text(), GERMAN)
                        .text())
                .startsWith("1.234 Antworten auf Fragen, die jetzt kein Diagramm stellt");
        assertThat(NoteWords.of(Note.of(Note.Kind.SAMPLED, "percent", "12.5").text(), GERMAN)
                        .text())
                .contains("12,5 % der Antworten");
        Note late = Note.of(Note.Kind.LATE, "week", "2026-11-16", "left", 1L);
        assertThat(NoteWords.of(late.text(), GERMAN).text()).startsWith("Für die Woche ab 16.11.2026 wurden 1 Antwort");
        assertThat(NoteWords.of(late.text(), SiteWords.ENGLISH).text()).endsWith("are no longer shown.");
        Note matched =
                Note.of(Note.Kind.MATCHED, "margins", "os (linux 0.6, darwin 0.4) and arch (amd64 0.9, arm64 0.1)");
        assertThat(NoteWords.of(matched.text(), GERMAN).text())
                .isEqualTo(
                        "Umgewichtet auf Betriebssystem (linux 0.6, darwin 0.4) und Prozessor (amd64 0.9, arm64 0.1).");
    }

    @Test
    void noteOfAnotherVersion_isShownAsPublished_andMarkedAsEnglish() {
        assertThat(NoteWords.of("Something new", GERMAN)).isEqualTo(new NoteWords.Said("Something new.", "en"));
        assertThat(NoteWords.of("Something new.", SiteWords.ENGLISH))
                .isEqualTo(new NoteWords.Said("Something new.", null));
    }

    private static Object[] values(Note.Kind kind) {
        Map<String, String> texts = Map.of(
                "attribute",
                kind == Note.Kind.UNSAID ? "operating system" : "os",
                "week",
                "2026-11-16",
                "margins",
                "os (linux 1)",
                "bucket",
                "linux");
        List<Object> values = new ArrayList<>();
        kind.places().forEach((place, isNumber) -> {
            values.add(place);
            values.add(isNumber ? (Object) 1_234L : texts.getOrDefault(place, "1.5"));
        });
        return values.toArray();
    }
}
