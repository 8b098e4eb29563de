package dev.limpid.protocol.review.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartDifferenceTest {

    private static final String BASE = """
            title: Commands
            description: which commands are used
            issue: https://example.org/issues/1
            type: partition
            program: org.example/tool
            module: maven:org.example:tool
            counter: tool/command:{build,test}
            error: 1%
            """;

    private static final String OTHER = BASE.replace("Commands", "Others").replace("tool/command", "tool/other");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            title: Commands                | title: Calls                    | chart tool-command: title is "Calls", before "Commands"
            which commands are used        | what is called                  | chart tool-command: description is "what is called", before "which commands are used"
            issues/1                       | issues/2                        | chart tool-command: issue is "https://example.org/issues/2", before "https://example.org/issues/1"
            type: partition                | type: histogram                 | chart tool-command: type is "histogram", before "partition"
            module: maven:org.example:tool | module: maven:org.example:other | chart tool-command: module is "maven:org.example:other", before "maven:org.example:tool"
            error: 1%                      | unit: runs                      | chart tool-command: unit is "runs", before empty
            error: 1%                      | id: calls                       | chart calls: id is "calls", before "tool-command"
            {build,test}                   | {test,build}                    | chart tool-command: order of buckets is "test, build", before "build, test"
            """)
    void change_ofAWord_isListed(String what, String with, String sentence) throws ChartConfigException {
        assertThat(sentences(BASE, BASE.replace(what, with))).containsExactly(sentence);
    }

    @Test
    void change_ofADenominator_isListed() throws ChartConfigException {
        String ratio = BASE.replace("partition", "ratio") + "over: tool/runs\n";

        assertThat(sentences(ratio, ratio.replace("tool/runs", "tool/starts")))
                .containsExactly("chart tool-command: over is \"tool/starts\", before \"tool/runs\"");
    }

    @Test
    void otherBuckets_areNoOtherOrder() throws ChartConfigException {
        assertThat(sentences(BASE, BASE.replace("{build,test}", "{test,run}"))).isEmpty();
    }

    /** A smaller error needs more answers. */
    @Test
    void change_ofTheError_saysWhetherMoreIsCollected() throws ChartConfigException {
        List<Change> more = ChartDifference.between(charts(BASE), charts(BASE.replace("1%", "0.5%")));
        List<Change> less = ChartDifference.between(charts(BASE), charts(BASE.replace("1%", "2%")));

        assertThat(more).extracting(Change::direction).containsExactly(Change.Direction.MORE);
        assertThat(less).extracting(Change::direction).containsExactly(Change.Direction.LESS);
    }

    /** The same chart is recognised although something about it changed: by its ID, its counter, or else its title. */
    @Test
    void chart_isPairedWithItself() throws ChartConfigException {
        String both = BASE + "---\n" + OTHER;

        assertThat(sentences(both, OTHER + "---\n" + BASE)).isEmpty();
        assertThat(sentences(both, BASE + "id: new\n---\n" + OTHER))
                .containsExactly("chart new: id is \"new\", before \"tool-command\"");
        assertThat(sentences(both, OTHER + "---\n" + BASE.replace("tool/command", "tool/call")))
                .containsExactly("chart tool-call: id is \"tool-call\", before \"tool-command\"");
    }

    /** An ID counts more than a title: somebody may have given a chart another one's title. */
    @Test
    void id_goesBeforeCounterAndTitle() throws ChartConfigException {
        String first = BASE + "id: a\n";
        String second = OTHER + "id: b\n";
        String swapped = first.replace("Commands", "Others") + "---\n" + second.replace("Others", "Commands");

        assertThat(sentences(first + "---\n" + second, swapped))
                .containsExactly(
                        "chart a: title is \"Others\", before \"Commands\"",
                        "chart b: title is \"Commands\", before \"Others\"");
    }

    @Test
    void chart_ofAnotherProgram_isAnotherChart() throws ChartConfigException {
        assertThat(sentences(
                        BASE,
                        BASE.replace("org.example/tool", "org.example/other").replace("1%", "2%")))
                .isEmpty();
    }

    private static List<String> sentences(String before, String after) throws ChartConfigException {
        return ChartDifference.between(charts(before), charts(after)).stream()
                .map(Change::sentence)
                .toList();
    }

    private static List<Chart> charts(String text) throws ChartConfigException {
        return ChartConfig.parse("c.txt", text);
    }
}
