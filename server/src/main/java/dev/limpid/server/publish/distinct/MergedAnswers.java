package dev.limpid.server.publish.distinct;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongBinaryOperator;

/**
 * Merges several sorted rows of answers into one, with each distinct answer once. Closing it closes all of them. For
 * one thread at a time.
 */
public final class MergedAnswers implements SortedAnswers {

    private final List<? extends SortedAnswers> rows;
    private final LongBinaryOperator machinesOfBoth;
    private final Closeable source;
    private final PriorityQueue<SortedAnswers> queue =
            new PriorityQueue<>((a, b) -> Arrays.compareUnsigned(a.answer(), b.answer()));
    private boolean begun;
    private byte[] answer = {};
    private long machines;

    /**
     * Merges rows.
     *
     * @param machinesOfBoth combines the numbers of machines of an answer in two rows: their sum, or the larger one
     * @param source closed together with the rows
     */
    public MergedAnswers(List<? extends SortedAnswers> rows, LongBinaryOperator machinesOfBoth, Closeable source) {
        this.rows = List.copyOf(rows);
        this.machinesOfBoth = machinesOfBoth;
        this.source = source;
    }

    public MergedAnswers(List<? extends SortedAnswers> rows, LongBinaryOperator machinesOfBoth) {
        this(rows, machinesOfBoth, () -> {});
    }

    @Override
    public boolean advance() throws IOException {
        if (!begun) {
            begun = true;
            for (SortedAnswers row : rows) {
                next(row);
            }
        }
        SortedAnswers first = queue.poll();
        if (first == null) {
            return false;
        }
        answer = first.answer();
        machines = first.machines();
        next(first);
        for (SortedAnswers other = queue.peek(); other != null && sameAs(other); other = queue.peek()) {
            machines = machinesOfBoth.applyAsLong(machines, other.machines());
            queue.poll();
            next(other);
        }
        return true;
    }

    private boolean sameAs(SortedAnswers other) {
        return Arrays.equals(answer, other.answer());
    }

    private void next(SortedAnswers row) throws IOException {
        if (row.advance()) {
            queue.add(row);
        }
    }

    @Override
    public byte[] answer() {
        return answer;
    }

    @Override
    public long machines() {
        return machines;
    }

    @Override
    public void close() throws IOException {
        for (SortedAnswers row : rows) {
            row.close();
        }
        source.close();
    }
}
