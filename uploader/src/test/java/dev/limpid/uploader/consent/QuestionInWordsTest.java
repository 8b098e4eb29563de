package dev.limpid.uploader.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuestionInWordsTest {

    private static final String CHARTS = """
            title: Starts
            description: How often it is started.
            issue: https://example.org/issues/1
            type: partition
            program: example.org/tool
            module: versions: 1.2.0
            counter: tool/start
            ---
            title: Stops
            description: How often it is stopped.
            issue: https://example.org/issues/2
            type: partition
            program: example.org/tool
            module: versions: 1.2.0
            counter: tool/stop
            """;

    private static Question question(double rate, Set<Attribute> by, RequestedCounters asked) {
        return new Question("tool-stop", rate, by, asked, Optional.empty(), Optional.empty());
    }

    private static String line(Question question) {
        return DescribedQuestion.of("example.org/tool/tool-stop", question, List.of())
                .line();
    }

    @Test
    void questionOfAKnownChart_saysWhatItsAuthorsSay() throws Exception {
        List<Chart> charts = ChartConfig.parse("charts.txt", CHARTS);
        Question question = question(
                1, EnumSet.of(Attribute.VERSION, Attribute.OS), new RequestedCounters.Named(List.of("tool/stop")));
        assertThat(DescribedQuestion.of("example.org/tool/tool-stop", question, charts)
                        .line())
                .isEqualTo(
                        "Stops (example.org/tool/tool-stop): How often it is stopped.; 1 counter, by version, operating "
                                + "system, asked of every machine each week [https://example.org/issues/2]");
        assertThat(DescribedQuestion.of("example.org/other/tool-stop", question, charts)
                        .title())
                .as("a chart of another program")
                .isEqualTo("example.org/other/tool-stop");
    }

    @Test
    void questionOfAnUnknownChart_isNamedByItsId() {
        assertThat(line(question(0.25, Set.of(), new RequestedCounters.Named(List.of("tool/a", "tool/b")))))
                .isEqualTo("example.org/tool/tool-stop; 2 counters, says nothing about the build, "
                        + "asked of 25% of machines, drawn again each week");
    }

    @Test
    void requestedCounters_areNamed() {
        assertThat(line(question(1, Set.of(), new RequestedCounters.BuiltIn(Attribute.ARCH))))
                .contains("; the processor that it ran on, ");
        assertThat(line(question(1, Set.of(), new RequestedCounters.Stacks("tool/crash", 4, List.of()))))
                .contains("; stacks of tool/crash, ");
    }

    @Test
    void rate_isFormattedForTheLanguage() {
        Question question = question(0.2549, Set.of(), new RequestedCounters.Named(List.of("tool/a")));
        assertThat(howOften(question, "en")).isEqualTo("asked of 25.5% of machines, drawn again each week");
        assertThat(howOften(question, "de"))
                .isEqualTo("gefragt werden 25,5\u00a0% der Rechner, jede Woche neu ausgelost");
        assertThat(howOften(question, "ja")).startsWith("25.5% のマシンに尋ね");
    }

    private static String howOften(Question question, String language) {
        return DescribedQuestion.of("example.org/tool/tool-stop", question, List.of(), language)
                .howOften();
    }
}
