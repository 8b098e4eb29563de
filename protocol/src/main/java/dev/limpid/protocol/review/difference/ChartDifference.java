package dev.limpid.protocol.review.difference;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.review.difference.Change.Direction;
import dev.limpid.protocol.text.MessageBundle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Changes of charts other than in what they collect: title, description, discussion, and how they are drawn. People
 * decide by these words, so every change of them is listed. For one thread at a time.
 */
final class ChartDifference {

    private static final QuestionPhrases ENGLISH =
            new QuestionPhrases(MessageBundle.of(ConfigDifference.class, "differences", MessageBundle.ENGLISH));

    private final List<Change> changes = new ArrayList<>();
    private final List<Chart> old;
    private final List<Chart> now;

    private ChartDifference(List<Chart> before, List<Chart> after) {
        old = new ArrayList<>(before);
        now = new ArrayList<>(after);
    }

    /** The changes, in the order of the later charts. */
    static List<Change> between(List<Chart> before, List<Chart> after) {
        ChartDifference difference = new ChartDifference(before, after);
        difference.pair(Chart::equals);
        difference.pair((a, b) -> isSame(a, b, Chart::id));
        difference.pair((a, b) -> isSame(a, b, Chart::counter));
        difference.pair((a, b) -> isSame(a, b, Chart::title));
        return difference.changes;
    }

    private static boolean isSame(Chart a, Chart b, Function<Chart, Object> part) {
        return a.program().equals(b.program()) && part.apply(a).equals(part.apply(b));
    }

    /** Pairs the charts that belong together, and records the differences of each pair. */
    private void pair(BiPredicate<Chart, Chart> same) {
        for (Chart after : List.copyOf(now)) {
            old.stream().filter(before -> same.test(before, after)).findFirst().ifPresent(before -> {
                old.remove(before);
                now.remove(after);
                compare(before, after);
            });
        }
    }

    private void compare(Chart before, Chart after) {
        error(before, after);
        part(after, "id", before.id(), after.id());
        part(after, "title", before.title(), after.title());
        part(after, "description", before.description(), after.description());
        part(after, "issue", String.join(", ", before.issues()), String.join(", ", after.issues()));
        part(after, "type", before.type().word(), after.type().word());
        part(after, "module", before.module(), after.module());
        part(after, "over", before.over(), after.over());
        part(after, "unit", before.unit(), after.unit());
        if (!before.buckets().equals(after.buckets())
                && new HashSet<>(before.buckets()).equals(new HashSet<>(after.buckets()))) {
            part(after, "order of buckets", String.join(", ", before.buckets()), String.join(", ", after.buckets()));
        }
    }

    /** The rate follows later from versions and participation; the error is decided in the chart. */
    private void error(Chart before, Chart after) {
        if (before.error() != after.error()) {
            changes.add(new Change(
                    after.error() < before.error() ? Direction.MORE : Direction.LESS,
                    Optional.of(after.program()),
                    "chart " + after.id() + ": " + ENGLISH.amount(after.error()) + ", before "
                            + ENGLISH.amount(before.error()),
                    after.issues()));
        }
    }

    private void part(Chart chart, String key, String before, String after) {
        if (!before.equals(after)) {
            add(chart, key + " is " + quoted(after) + ", before " + quoted(before));
        }
    }

    private void add(Chart chart, String what) {
        changes.add(new Change(
                Direction.OTHER, Optional.of(chart.program()), "chart " + chart.id() + ": " + what, chart.issues()));
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "empty" : '"' + text + '"';
    }
}
