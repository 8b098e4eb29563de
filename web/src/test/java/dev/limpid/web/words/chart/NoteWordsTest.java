package dev.limpid.web.words.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartNote;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.SiteMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoteWordsTest {

    private static final SiteMessages GERMAN = SiteMessages.in("de");
    private static final SiteMessages JAPANESE = SiteMessages.in("ja");

    @Test
    void everyNote_isInTheReadersLanguage() {
        for (ChartNote.Kind kind : ChartNote.Kind.values()) {
            ChartNote chartNote = ChartNote.of(kind, values(kind));
            assertThat(NoteWords.of(chartNote.text(), GERMAN))
                    .isEqualTo(new NoteWords.LocalizedNote(
                            NoteWords.of(chartNote.text(), GERMAN).text(), null));
            assertThat(NoteWords.of(chartNote.text(), GERMAN).text())
                    .doesNotContainPattern("\\b(the|and|of|answers?|events?|operating|more)\\b")
                    .endsWith(".");
            assertThat(NoteWords.of(chartNote.text(), JAPANESE).text())
                    .doesNotContainPattern("\\b(the|and|of|answers?|events?|operating|more)\\b")
                    .endsWith("。");
        }
    }

    /** Translators read the English sentence; it must be the published one. */
    @Test
    void englishSentence_isThePublishedOne() {
        for (ChartNote.Kind kind : ChartNote.Kind.values()) {
            Object[] values = values(kind);
            ChartNote chartNote = ChartNote.of(kind, values);
            Object[] said = values.clone();
            for (int i = 0; i < said.length; i += 2) {
                if (said[i + 1] instanceof Long number) {
                    String noun = kind.noun((String) said[i]).orElse("");
                    said[i + 1] = noun.isEmpty()
                            ? Numbers.count(number)
                            : SiteMessages.ENGLISH.countSentence("of." + noun, number);
                }
            }
            assertThat(SiteMessages.ENGLISH.say("note." + NoteWords.key(kind), said))
                    .isEqualTo(
                            NoteWords.of(chartNote.text(), SiteMessages.ENGLISH).text());
        }
    }

    @Test
    void numbersAndDates_areWrittenAsTheLanguageWritesThem() {
        assertThat(NoteWords.of(
                                ChartNote.of(ChartNote.Kind.UNKNOWN, "left", 1_234L)
                                        .text(),
                                GERMAN)
                        .text())
                .startsWith("1.234 Antworten auf Fragen, die jetzt kein Diagramm stellt");
        assertThat(NoteWords.of(
                                ChartNote.of(ChartNote.Kind.SAMPLED, "percent", "12.5")
                                        .text(),
                                GERMAN)
                        .text())
                .contains("12,5 % der Antworten");
        ChartNote late = ChartNote.of(ChartNote.Kind.LATE, "week", "2026-11-16", "left", 1L);
        assertThat(NoteWords.of(late.text(), GERMAN).text()).startsWith("Für die Woche ab 16.11.2026 wurden 1 Antwort");
        assertThat(NoteWords.of(late.text(), SiteMessages.ENGLISH).text()).endsWith("are no longer shown.");
        ChartNote matched = ChartNote.of(
                ChartNote.Kind.MATCHED, "margins", "os (linux 0.6, darwin 0.4) and arch (amd64 0.9, arm64 0.1)");
        assertThat(NoteWords.of(matched.text(), GERMAN).text())
                .isEqualTo(
                        "Umgewichtet auf Betriebssystem (linux 0.6, darwin 0.4) und Prozessor (amd64 0.9, arm64 0.1).");
    }

    @Test
    void noteOfAnotherVersion_isShownAsPublished_andMarkedAsEnglish() {
        assertThat(NoteWords.of("Something new", GERMAN))
                .isEqualTo(new NoteWords.LocalizedNote("Something new.", "en"));
        assertThat(NoteWords.of("Something new.", SiteMessages.ENGLISH))
                .isEqualTo(new NoteWords.LocalizedNote("Something new.", null));
    }

    private static Object[] values(ChartNote.Kind kind) {
        Map<String, String> texts = Map.of(
                "attribute",
                kind == ChartNote.Kind.UNSAID ? "operating system" : "os",
                "week",
                "2026-11-16",
                "margins",
                "os (linux 1)",
                "bucket",
                "linux");
        List<Object> values = new ArrayList<>();
        kind.placeholders().forEach((place, isNumber) -> {
            values.add(place);
            values.add(isNumber ? (Object) 1_234L : texts.getOrDefault(place, "1.5"));
        });
        return values.toArray();
    }
}
