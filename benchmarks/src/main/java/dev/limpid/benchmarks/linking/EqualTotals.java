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
 * Somebody knows a home's line of one chart, and looks in another chart for the same attributes and the same totals. Where
 * both charts count once a run, every home has the same totals in both, and who runs the program as often as nobody else
 * is found for certain.
 */
final class EqualTotals {

    private EqualTotals() {}

    /**
     * What was found.
     *
     * @param homes of how many homes a line of each chart is known
     * @param found the chance that one of the lines that fit, drawn by their machines, is the home's
     * @param certain the share of homes of which no other line fits
     */
    record Found(long homes, double found, double certain) {

        /** The average of several pairs of charts, by how many homes each is of. */
        static Found average(List<Found> pairs) {
            long homes = pairs.stream().mapToLong(Found::homes).sum();
            return new Found(
                    homes,
                    pairs.stream().mapToDouble(one -> one.found * one.homes).sum() / homes,
                    pairs.stream().mapToDouble(one -> one.certain * one.homes).sum() / homes);
        }
    }

    /** What the line of one chart tells of the line of another in the same week. */
    static Found found(AnsweredWeek known, AnsweredWeek other) {
        List<PublishedAnswer> from = known.published();
        List<PublishedAnswer> to = other.published();
        Map<Object, Long> machines = new HashMap<>();
        to.forEach(line -> machines.merge(likeness(line.answer()), line.machines(), Long::sum));
        long homes = 0;
        double found = 0;
        double certain = 0;
        for (Map.Entry<Integer, Integer> home : known.truth().entrySet()) {
            Integer its = other.truth().get(home.getKey());
            if (its == null) {
                continue;
            }
            homes++;
            Object likeness = likeness(from.get(home.getValue()).answer());
            if (likeness.equals(likeness(to.get(its).answer()))) {
                long fitting = machines.getOrDefault(likeness, 0L);
                found += 1.0 / fitting;
                certain += fitting == 1 ? 1 : 0;
            }
        }
        return new Found(homes, found / Math.max(1, homes), certain / Math.max(1, homes));
    }

    /** What answers to different charts can have in common: of each part the attributes and how many events it has. */
    private static Object likeness(Answer answer) {
        List<Object> parts = new ArrayList<>();
        for (AnswerPart part : answer.parts()) {
            LongStream counts = part.counts().values().stream().mapToLong(Long::longValue);
            parts.add(List.of(part.attributes(), counts.sum()));
        }
        return parts;
    }
}
