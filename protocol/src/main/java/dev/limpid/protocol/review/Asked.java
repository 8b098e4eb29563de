package dev.limpid.protocol.review;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartType;
import dev.limpid.protocol.config.SampleSize;
import dev.limpid.protocol.config.UploadConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is asked of each program, whether charts say it or the configuration made of them: the common ground on which
 * two of them are compared.
 */
record Asked(SortedMap<String, SortedMap<Name, Terms>> programs) {

    /** A counter or stack. */
    record Name(boolean stack, String name) implements Comparable<Name> {
        @Override
        public int compareTo(Name other) {
            int kind = Boolean.compare(stack, other.stack);
            return kind != 0 ? kind : name.compareTo(other.name);
        }

        String kind() {
            return stack ? "stack counter" : "counter";
        }
    }

    /**
     * On which terms.
     *
     * @param since the first version; empty for all
     * @param until the last day; empty for none
     * @param share how much is asked for, comparable between terms
     * @param amount the same in words
     * @param depth the most frames, 0 for any number
     * @param frames what stacks may show
     * @param unlisted whether they may show it without a list of the published methods
     * @param why links to discussions
     */
    record Terms(
            String since,
            String until,
            double share,
            String amount,
            int depth,
            List<String> frames,
            boolean unlisted,
            List<String> why) {}

    /** What charts ask for. */
    static Asked of(List<Chart> charts) {
        Asked asked = new Asked(new TreeMap<>());
        for (Chart chart : charts) {
            Terms terms = new Terms(
                    chart.version(),
                    chart.expires().map(Object::toString).orElse(""),
                    SampleSize.reportsFor(chart.error()),
                    String.format(
                            Locale.ROOT,
                            "from %,d reports a week (%s error)",
                            SampleSize.reportsFor(chart.error()),
                            Percent.of(chart.error())),
                    chart.depth(),
                    chart.frames(),
                    chart.unlisted(),
                    chart.issues());
            chart.counters()
                    .forEach(
                            name -> asked.add(chart.program(), new Name(chart.type() == ChartType.STACK, name), terms));
            if (!chart.over().isEmpty()) {
                asked.add(chart.program(), new Name(false, chart.over()), terms);
            }
        }
        return asked;
    }

    /** What a configuration asks for. */
    static Asked of(UploadConfig config) {
        Asked asked = new Asked(new TreeMap<>());
        for (UploadConfig.Program program : config.programs()) {
            asked.programs.computeIfAbsent(program.name(), name -> new TreeMap<>());
            program.counters()
                    .forEach(rule -> asked.add(
                            program.name(),
                            new Name(false, rule.name()),
                            terms(
                                    program,
                                    rule.since(),
                                    rule.until().map(Object::toString),
                                    rule.rate(),
                                    0,
                                    List.of(),
                                    false)));
            program.stacks()
                    .forEach(rule -> asked.add(
                            program.name(),
                            new Name(true, rule.name()),
                            terms(
                                    program,
                                    rule.since(),
                                    rule.until().map(Object::toString),
                                    rule.rate(),
                                    rule.depth(),
                                    rule.frames(),
                                    rule.unlisted())));
        }
        return asked;
    }

    private static Terms terms(
            UploadConfig.Program program,
            Optional<String> since,
            Optional<String> until,
            double rate,
            int depth,
            List<String> frames,
            boolean unlisted) {
        String first = program.versions().isEmpty() ? "" : program.versions().get(0);
        return new Terms(
                since.orElse(first),
                until.orElse(""),
                rate,
                "from " + Percent.of(rate) + " of those who take part",
                depth,
                frames,
                unlisted,
                List.of());
    }

    /** Where several ask for the same, the first says since when, and their links are joined. */
    private void add(String program, Name name, Terms terms) {
        programs.computeIfAbsent(program, key -> new TreeMap<>()).merge(name, terms, (a, b) -> {
            List<String> why = new ArrayList<>(a.why());
            b.why().stream().filter(link -> !why.contains(link)).forEach(why::add);
            Terms wider = a.share() >= b.share() ? a : b;
            return new Terms(
                    VersionOrder.earlier(a.since(), b.since()),
                    a.until().isEmpty() || b.until().isEmpty()
                            ? ""
                            : a.until().compareTo(b.until()) >= 0 ? a.until() : b.until(),
                    wider.share(),
                    wider.amount(),
                    a.depth(),
                    a.frames(),
                    a.unlisted() || b.unlisted(),
                    why);
        });
    }
}
