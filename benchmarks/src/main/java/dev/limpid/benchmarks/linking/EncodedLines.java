package dev.limpid.benchmarks.linking;

import dev.limpid.protocol.answer.PublishedAnswer;
import java.util.List;

/**
 * A chart's published week, encoded for an attack.
 *
 * @param codes each line by a {@link AnswerEncoding}
 * @param machines how many machines are in each line
 */
record EncodedLines(int[][] codes, long[] machines) {

    static EncodedLines of(List<PublishedAnswer> published, AnswerEncoding coding) {
        return new EncodedLines(
                published.stream().map(line -> coding.encode(line.answer())).toArray(int[][]::new),
                published.stream().mapToLong(PublishedAnswer::machines).toArray());
    }

    int size() {
        return codes.length;
    }

    /** Adds the number of machines with each value to {@code sums}, and returns the number of machines. */
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
