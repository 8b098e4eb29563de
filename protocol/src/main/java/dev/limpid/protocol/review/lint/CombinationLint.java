package dev.limpid.protocol.review.lint;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.chart.ChartType;
import dev.limpid.protocol.config.ParsedChart;
import dev.limpid.protocol.review.difference.ComparableQuestions;
import dev.limpid.protocol.review.difference.ConfigDifference;
import dev.limpid.protocol.review.difference.NameListPhrases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.protocol.text.Quoted;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks what is combined in one answer, and what two answers together reveal about a machine. The less is combined,
 * the less an answer shows, and the fewer answers are unique. For one thread.
 */
final class CombinationLint {

    private static final int MANY_ATTRIBUTES = 2;
    private static final NameListPhrases NAMES =
            new NameListPhrases(MessageBundle.of(ConfigDifference.class, "differences", MessageBundle.ENGLISH));

    private final Participation participation;
    private final Findings findings;

    CombinationLint(Participation participation, Findings findings) {
        this.participation = participation;
        this.findings = findings;
    }

    void check(List<ParsedChart> charts) {
        charts.forEach(this::by);
        identity(charts);
        overlaps(charts);
        builtIns(charts);
    }

    private void by(ParsedChart placed) {
        Chart chart = placed.chart();
        String attributes = NAMES.attributes(chart.by());
        if (chart.by().size() > MANY_ATTRIBUTES) {
            findings.warning(
                    placed,
                    "many-attributes",
                    "by",
                    "combines " + attributes + " in each answer, which distinguishes many machines; expected at"
                            + " most " + MANY_ATTRIBUTES);
        }
        SplitCells splitCells = SplitCells.of(chart, participation);
        if (splitCells.areSmall()) {
            findings.warning(
                    placed,
                    "small-cells",
                    "by",
                    String.format(
                            Locale.ROOT,
                            "splits about %,.0f answers a week by %s into about %d groups: %.0f in"
                                    + " each if spread evenly, and far fewer in rare groups, where a machine"
                                    + " can be alone; expected %d or more, with fewer attributes in by",
                            splitCells.answers(),
                            attributes,
                            splitCells.cells(),
                            splitCells.answersPerCell(),
                            SplitCells.FEW));
        }
        for (Attribute attribute : chart.by()) {
            if (attribute != Attribute.VERSION && !saysWhy(chart, attribute)) {
                findings.warning(
                        placed,
                        "joined",
                        "by",
                        "combines " + what(chart) + " with the " + attribute.inWords()
                                + ", and its description does not say why; if each is of interest by"
                                + " itself, leave it out of by and ask for " + attribute.counter()
                                + " in a chart of its own");
            }
        }
    }

    private static String what(Chart chart) {
        return chart.builtIn()
                .map(attribute -> "the " + attribute.inWords())
                .orElse((chart.type() == ChartType.STACK ? "stacks of " : "counts of ") + Quoted.of(chart.counter()));
    }

    private static boolean saysWhy(Chart chart, Attribute attribute) {
        String said = (chart.title() + " " + chart.description()).toLowerCase(Locale.ROOT);
        return words(attribute).matcher(said).find();
    }

    /** The words by which a description mentions an attribute. */
    private static Pattern words(Attribute attribute) {
        return switch (attribute) {
            case VERSION -> Words.VERSION;
            case RUNTIME -> Words.RUNTIME;
            case OS -> Words.OS;
            case ARCH -> Words.ARCH;
        };
    }

    private static final class Words {
        static final Pattern VERSION = Pattern.compile("version|release");
        static final Pattern RUNTIME = Pattern.compile("runtime|java|jdk|jvm|native|\\bgo\\b");
        static final Pattern OS = Pattern.compile("system|\\bos\\b|platform|linux|windows|mac|bsd");
        static final Pattern ARCH = Pattern.compile("processor|architecture|\\barch\\b|cpu|platform|amd64|x86|arm");

        private Words() {}
    }

    private void identity(List<ParsedChart> charts) {
        Map<String, ParsedChart> ids = new HashMap<>();
        Map<String, ParsedChart> titles = new HashMap<>();
        for (ParsedChart placed : charts) {
            Chart chart = placed.chart();
            ParsedChart same = ids.putIfAbsent(ComparableQuestions.id(chart), placed);
            if (same != null) {
                findings.error(
                        placed,
                        "same-id",
                        "id",
                        "has the ID " + Quoted.of(chart.id()) + " as " + Findings.place(same)
                                + " does, expected one of its own: give it a line \"id: …\"");
            }
            ParsedChart titled = titles.putIfAbsent(chart.program() + "\n" + chart.title(), placed);
            if (titled != null) {
                findings.warning(
                        placed,
                        "same-title",
                        "title",
                        "has the title of " + Findings.place(titled) + ", expected one of its own");
            }
        }
    }

    /** The same count in two answers reveals that they are from one machine. */
    private void overlaps(List<ParsedChart> charts) {
        Map<String, ParsedChart> counters = new HashMap<>();
        for (ParsedChart placed : charts) {
            Map<ParsedChart, String> others = new LinkedHashMap<>();
            for (String counter : new LinkedHashSet<>(placed.chart().collected())) {
                ParsedChart other = counters.putIfAbsent(placed.chart().program() + "\n" + counter, placed);
                if (other != null) {
                    others.putIfAbsent(other, counter);
                }
            }
            others.forEach((other, counter) -> overlap(placed, other, counter));
        }
    }

    private void overlap(ParsedChart placed, ParsedChart other, String counter) {
        boolean stack = placed.chart().type() == ChartType.STACK;
        boolean otherStack = other.chart().type() == ChartType.STACK;
        String what = "collects " + Quoted.of(counter) + " as " + Findings.place(other) + " does";
        if (stack != otherStack) {
            findings.error(placed, "two-kinds", "counter", what + ", once as a stack and once as a counter");
        } else {
            findings.warning(
                    placed,
                    "overlap",
                    "counter",
                    what + "; a machine that answers both gives the same number twice, by which its"
                            + " answers can be linked; expected one chart for it");
        }
    }

    private void builtIns(List<ParsedChart> charts) {
        Map<String, ParsedChart> programs = new LinkedHashMap<>();
        charts.forEach(placed -> programs.putIfAbsent(placed.chart().program(), placed));
        programs.forEach((program, first) -> BuiltInCharts.suggestedText(charts.stream()
                        .map(ParsedChart::chart)
                        .filter(chart -> chart.program().equals(program))
                        .toList())
                .ifPresent(text -> findings.suggest(
                        first,
                        "no-builds",
                        program + " has no chart of its versions, operating systems, processors or runtimes, so nobody"
                                + " will see which are in use; below is the text of all four charts, take"
                                + " what you need",
                        text)));
    }
}
