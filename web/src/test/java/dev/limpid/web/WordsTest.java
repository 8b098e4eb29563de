package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.web.words.CaseEncoded;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.ExampleText;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.Rates;
import dev.limpid.web.words.Spans;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void percent_neverRoundsToNothingOrToAll() {
        assertThat(Numbers.percent(0)).isEqualTo("0.0%");
        assertThat(Numbers.percent(0.00001)).isEqualTo("<0.01%");
        assertThat(Numbers.percent(0.0042)).isEqualTo("0.42%");
        assertThat(Numbers.percent(0.43218)).isEqualTo("43.2%");
        assertThat(Numbers.percent(0.99999)).isEqualTo(">99.99%");
        assertThat(Numbers.percent(1)).isEqualTo("100.0%");
    }

    @Test
    void percentRange_namesTheUnitOnce() {
        assertThat(Numbers.percentRange(0.411, 0.453)).isEqualTo("41.1–45.3%");
        assertThat(Numbers.percentRange(0, 0.0042)).isEqualTo("0–0.42%");
        assertThat(Numbers.percentRange(0.00001, 0.1)).isEqualTo("<0.01%–10.0%");
    }

    @Test
    void exact_isReadBackAsTheSameNumber() {
        for (double number : new double[] {0, 1, 0.1, 1.0 / 3, 1e-9, 12_345_678_901.0, 0.75}) {
            assertThat(Double.parseDouble(Numbers.exact(number))).isEqualTo(number);
        }
    }

    @Test
    void bytes_useTheLargestUnit() {
        assertThat(Numbers.bytes(999)).isEqualTo("999 B");
        assertThat(Numbers.bytes(1_400_000)).isEqualTo("1.4 MB");
        assertThat(Numbers.bytes(52_000_000_000L)).isEqualTo("52 GB");
    }

    @Test
    void dates_nameTheMonth() {
        assertThat(Dates.range(LocalDate.of(2026, 11, 14), LocalDate.of(2026, 11, 20)))
                .isEqualTo("14 Nov – 20 Nov 2026");
        assertThat(Dates.range(LocalDate.of(2026, 12, 28), LocalDate.of(2027, 1, 3)))
                .isEqualTo("28 Dec 2026 – 3 Jan 2027");
    }

    @Test
    void rates_sayHowManyMachines() {
        assertThat(Rates.words(1)).isEqualTo("every machine that takes part");
        assertThat(Rates.words(0.01)).startsWith("1 machine in 100 ");
    }

    @Test
    void caseEncoded_isWhatModuleProxiesWrite() {
        assertThat(CaseEncoded.of("example.org/Tool")).isEqualTo("example.org/!tool");
    }

    @Test
    void exampleText_isAnAnswerThatTheServerWouldTake() throws Exception {
        CollectionConfig config = SampleSite.configurations().get(1).config();
        for (CollectionConfig.Program program : config.programs()) {
            for (Question question : program.questions()) {
                String chart = CollectionConfig.chart(program, question);
                String text = ExampleText.of(config, chart, SampleCharts.WEEK).orElseThrow();
                Answer answer = AnswerCodec.read(text.getBytes(StandardCharsets.UTF_8));
                assertThat(config.check(answer)).isEmpty();
                assertThat(answer.chart()).isEqualTo(chart);
            }
        }
        assertThat(ExampleText.of(config, "org.example/other/chart", SampleCharts.WEEK))
                .isEmpty();
    }

    @Test
    void span_isNeverRounded() {
        assertThat(Spans.words(Duration.ofDays(21))).isEqualTo("21 days");
        assertThat(Spans.words(Duration.ofHours(24))).isEqualTo("1 day");
        assertThat(Spans.words(Duration.ofHours(60))).isEqualTo("60 hours");
        assertThat(Spans.words(Duration.ofMinutes(90))).isEqualTo("90 minutes");
        assertThat(Spans.words(Duration.ofSeconds(3601))).isEqualTo("3,601 seconds");
    }
}
