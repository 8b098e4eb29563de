package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.Period;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.text.RateInWords;
import dev.limpid.web.words.CaseEncoded;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.DurationWords;
import dev.limpid.web.words.ExampleText;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.RateWords;
import dev.limpid.web.words.SiteMessages;
import dev.limpid.web.words.chart.BucketRanges;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
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
        assertThat(RateWords.words(1)).isEqualTo("every machine that takes part");
        assertThat(RateWords.words(0.01)).startsWith("1 machine in 100 ");
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
        assertThat(DurationWords.words(Duration.ofDays(21))).isEqualTo("21 days");
        assertThat(DurationWords.words(Duration.ofHours(24))).isEqualTo("1 day");
        assertThat(DurationWords.words(Duration.ofHours(60))).isEqualTo("60 hours");
        assertThat(DurationWords.words(Duration.ofMinutes(90))).isEqualTo("90 minutes");
        assertThat(DurationWords.words(Duration.ofSeconds(3601))).isEqualTo("3,601 seconds");
    }

    @Test
    void binsOfARatio_areRanges_asTheLanguageWritesThem() {
        ChartResult ratio =
                SampleYears.contents()
                        .charts(Period.week(SampleYears.LAST.minusWeeks(1)))
                        .orElseThrow()
                        .programs()
                        .stream()
                        .flatMap(program -> program.charts().stream())
                        .filter(ChartResult.Ratio.class::isInstance)
                        .findFirst()
                        .orElseThrow();
        List<String> bins = ((ChartResult.Ratio) ratio)
                .distribution().stream().map(ChartResult.Bucket::name).toList();
        assertThat(bins).startsWith("0", "<0.1%", "<1%");
        assertThat(bins.stream().map(bin -> BucketRanges.label(ratio, bin)))
                .startsWith("0", "below 0.1%", "0.1 to 1%", "1 to 2%")
                .endsWith("50 to 100%", "100%", "above 100%");
        assertThat(BucketRanges.label(ratio, "<1%", SiteMessages.in("de"))).isEqualTo("0,1 bis 1\u00a0%");
        assertThat(BucketRanges.label(ratio, "installations")).isEqualTo("installations");
    }

    @Test
    void bucket_isARange_whereItsUnitIsKnown() {
        assertThat(BucketRanges.of(List.of("<10ms", "<100ms", "<1s", "<1m", ">=1m"), ""))
                .containsExactly("below 10 ms", "10 to 100 ms", "100 ms to 1 s", "1 s to 1 min", "1 min or more");
        assertThat(BucketRanges.of(List.of("<1%", "<5%", "<=100%", "other"), ""))
                .containsExactly("below 1%", "1 to 5%", "5 to 100%", "other");
        assertThat(BucketRanges.of(List.of("<10", "<1k", ">1k"), "files"))
                .containsExactly("below 10 files", "10 to 1k files", "above 1k files");
        assertThat(BucketRanges.of(List.of("<10", "<100"), "ms")).containsExactly("below 10 ms", "10 to 100 ms");
        assertThat(BucketRanges.of(List.of("<=0.5s", "<2s"), "")).containsExactly("up to 0.5 s", "0.5 to 2 s");
    }

    @Test
    void bucket_keepsItsName_ifARangeWouldBeAGuess() {
        for (List<String> names : List.of(
                List.of("<10", "<100", ">=100"), // no unit
                List.of("<10ms", "<4KiB"), // two measures
                List.of("10ms", "100ms"), // a value, or where it begins?
                List.of("10ms", "<100ms"),
                List.of("<10ms", "<100furlongs"),
                List.of(">=10ms", ">=100ms", ">=1s"), // each ends where the next begins, or not
                List.of("<10ms", "<10ms"),
                List.of("small", "large"),
                List.<String>of())) {
            assertThat(BucketRanges.of(names, "")).isEqualTo(names);
        }
    }

    @Test
    void rate_isWrittenInOneWay() {
        assertThat(RateInWords.of(1 / 55.6)).isEqualTo("1 machine in 56 of those that take part");
        assertThat(RateInWords.of(0.4)).isEqualTo("1 machine in 2.5 of those that take part");
        assertThat(RateInWords.of(1e-5)).isEqualTo("1 machine in 100,000 of those that take part");
        assertThat(RateWords.words(0.5)).isEqualTo(RateInWords.of(0.5) + " (50%), drawn again each week");
        assertThat(RateWords.words(1)).isEqualTo(RateInWords.of(1));
        assertThat(RateWords.words(0)).isEqualTo("no machine");
    }
}
