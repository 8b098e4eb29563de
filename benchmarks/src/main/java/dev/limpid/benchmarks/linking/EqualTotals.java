package dev.limpid.benchmarks.linking;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.PublishedAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * An attacker knows a home's line in one chart, and looks in another chart for the same attributes and totals. If both charts count
 * once per run, every home has the same totals in both, and a home with a unique number of runs is found for certain.
 */
final class EqualTotals {

    private final AnsweredWeek week;
    private final List<PublishedAnswer> lines;
    private final List<Object> likenesses;
    private final Map<Object, Long> machines = new HashMap<>();

    /** One chart's week, as everybody can read it. */
    EqualTotals(AnsweredWeek week) {
        this.week = week;
        this.lines = week.published();
        this.likenesses = lines.stream().map(line -> likeness(line.answer())).toList();
        for (int i = 0; i < lines.size(); i++) {
            machines.merge(likenesses.get(i), lines.get(i).machines(), Long::sum);
        }
    }

    /**
     * The result of the attack.
     *
     * @param homes the number of homes with a line in each chart
     * @param found the chance that one of the matching lines, drawn by their machines, is the home's
     * @param certain the share of homes for which no other line matches
     */
    record Found(long homes, double found, double certain) {

        /** The average over several pairs of charts, weighted by their homes. */
        static Found average(List<Found> pairs) {
            long homes = pairs.stream().mapToLong(Found::homes).sum();
            return new Found(
                    homes,
                    pairs.stream().mapToDouble(one -> one.found * one.homes).sum() / homes,
                    pairs.stream().mapToDouble(one -> one.certain * one.homes).sum() / homes);
        }
    }

    /** What the lines of this chart reveal about those of another in the same week. */
    Found found(EqualTotals other) {
        long homes = 0;
        double found = 0;
        double certain = 0;
        for (Map.Entry<Integer, Integer> home : week.truth().entrySet()) {
            Integer its = other.week.truth().get(home.getKey());
            if (its == null) {
                continue;
            }
            homes++;
            Object likeness = likenesses.get(home.getValue());
            if (likeness.equals(other.likenesses.get(its))) {
                long fitting = other.machines.getOrDefault(likeness, 0L);
                found += 1.0 / fitting;
                certain += fitting == 1 ? 1 : 0;
            }
        }
        return new Found(homes, found / Math.max(1, homes), certain / Math.max(1, homes));
    }

    /** What answers to different charts can have in common: the attributes and the number of events of each part. */
    private static Object likeness(Answer answer) {
        List<Object> parts = new ArrayList<>();
        for (AnswerPart part : answer.parts()) {
            LongStream counts = part.counts().values().stream().mapToLong(Long::longValue);
            parts.add(List.of(part.attributes(), counts.sum()));
        }
        return parts;
    }
}
