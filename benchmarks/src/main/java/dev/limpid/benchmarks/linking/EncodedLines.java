package dev.limpid.benchmarks.linking;

import dev.limpid.protocol.answer.PublishedAnswer;
import java.util.List;

/**
 * A chart's published week as an attacker reads it.
 *
 * @param codes each line by a {@link Coding}
 * @param machines how many machines are in each line
 */
record Lines(int[][] codes, long[] machines) {

    static Lines of(List<PublishedAnswer> published, Coding coding) {
        return new Lines(
                published.stream().map(line -> coding.code(line.answer())).toArray(int[][]::new),
                published.stream().mapToLong(PublishedAnswer::machines).toArray());
    }

    int size() {
        return codes.length;
    }

    /** Adds a part of how common each value is to {@code sums}, and gives back how many machines there are. */
    long count(double[] sums) {
        long all = 0;
        for (int i = 0; i < codes.length; i++) {
            all += machines[i];
            for (int code : codes[i]) {
                sums[code] += machines[i];
            }
        }
        return all;
    }
}
