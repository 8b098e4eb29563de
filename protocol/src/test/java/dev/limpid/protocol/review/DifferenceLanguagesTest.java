package dev.limpid.protocol.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfig.Program;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.review.difference.Change;
import dev.limpid.protocol.review.difference.ConfigDifference;
import dev.limpid.protocol.review.difference.QuestionPhrases;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.protocol.text.RateInWords;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The differences of configurations, in languages other than English. */
class DifferenceLanguagesTest {

    private static final MessageBundle ENGLISH = words(MessageBundle.ENGLISH);
    private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");

    @Test
    void translations_haveEverySentence_withItsPlaces() {
        for (String language : List.of("de", "ja")) {
            MessageBundle words = words(language);
            for (String key : ENGLISH.keys()) {
                if (language.equals("ja") && key.endsWith(".one")) {
                    continue; // there is no singular
                }
                assertThat(words.pattern(key)).as(language + " " + key).satisfies(said -> {
                    assertThat(places(said)).isEqualTo(places(ENGLISH.pattern(key)));
                    // A sentence that contains letters besides its placeholders is translated.
                    if (PLACE.matcher(ENGLISH.pattern(key)).replaceAll("").matches(".*[a-z]{2}.*")
                            && !key.startsWith("list.version")
                            && !key.startsWith("list.relay")) {
                        assertThat(said).isNotEqualTo(ENGLISH.pattern(key));
                    }
                });
            }
        }
    }

    @Test
    void rates_areSaidInEnglishAsEverywhere() {
        QuestionPhrases questions = new QuestionPhrases(ENGLISH);
        for (double rate : new double[] {0, 0.00001, 1.0 / 12, 0.4, 1}) {
            assertThat(questions.rate("rate", rate)).isEqualTo(RateInWords.of(rate));
            assertThat(questions.rate("amount", rate)).isEqualTo("from " + RateInWords.of(rate));
        }
    }

    @Test
    void differences_areSaidInTheReadersLanguage() {
        CollectionConfig before = config(1, List.of("tool/runs"), Set.of(), "1.0");
        CollectionConfig after =
                config(0.05, List.of("tool/runs", "tool/editor:vim"), Set.of(Attribute.OS, Attribute.ARCH), "1.1");
        assertThat(sentences(before, after, "de"))
                .contains(
                        "Diagramm runs: in derselben Antwort auch gefragt: Zähler tool/editor:vim",
                        "Diagramm runs: jede Antwort nennt künftig auch das Betriebssystem und den Prozessor",
                        "Diagramm runs: von einem unter 20 Rechnern, die teilnehmen, vorher von jedem Rechner, der teilnimmt",
                        "Version 1.1");
        assertThat(sentences(after, before, "de"))
                .contains("Diagramm runs: Antworten nennen das Betriebssystem und den Prozessor nicht mehr");
        assertThat(ConfigDifference.between(Optional.empty(), before, "ja").stream()
                        .map(Change::sentence))
                .contains("グラフ runs: 新規。カウンター tool/runs を尋ねる、バージョン 1.0 以降、参加しているすべてのマシンから、2027-11-30 まで。"
                        + "回答はバージョン、ランタイム、オペレーティングシステム、プロセッサーについて何も言わない");
        assertThat(ConfigDifference.between(Optional.of(before), after, "xx"))
                .isEqualTo(ConfigDifference.between(Optional.of(before), after));
    }

    private static List<String> sentences(CollectionConfig before, CollectionConfig after, String language) {
        return ConfigDifference.between(Optional.of(before), after, language).stream()
                .map(Change::sentence)
                .toList();
    }

    private static CollectionConfig config(double rate, List<String> counters, Set<Attribute> by, String version) {
        Question question = new Question(
                "runs",
                rate,
                by,
                new RequestedCounters.Named(counters),
                Optional.of("1.0"),
                Optional.of(LocalDate.of(2027, 11, 30)));
        return new CollectionConfig(
                "v1.0.0",
                List.of("linux"),
                List.of("amd64"),
                List.of("java21"),
                1,
                List.of(new Program(
                        "org.example/tool",
                        version.equals("1.0") ? List.of("1.0") : List.of("1.0", version),
                        List.of(question))));
    }

    private static List<String> places(String sentence) {
        return PLACE.matcher(sentence)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }

    private static MessageBundle words(String language) {
        return MessageBundle.of(ConfigDifference.class, "differences", language);
    }
}
