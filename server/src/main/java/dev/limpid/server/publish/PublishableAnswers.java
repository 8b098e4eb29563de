package dev.limpid.server.publish;

import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.server.publish.distinct.SortedAnswers;
import dev.limpid.server.publish.file.PublishedLines;
import dev.limpid.server.publish.index.RemovedAnswer;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers of a week to be published, without excluded ones and without those that this release cannot count; one
 * uncountable answer does not affect the others. For one thread at a time.
 */
final class PublishableAnswers implements SortedAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(PublishableAnswers.class);

    private final SortedAnswers all;
    private final LocalDate week;
    private final ExcludedAnswers without;
    private final Countable countable;
    private final List<RemovedAnswer> unreadable = new ArrayList<>();
    private long accepted;

    /** Tries to count a line. */
    @FunctionalInterface
    interface Countable {
        /** Fails in any way if the line cannot be counted. */
        void count(byte[] line) throws Exception;
    }

    /**
     * The answers of a week to be published.
     *
     * @param week its Monday; answers about another week are not counted either
     */
    PublishableAnswers(SortedAnswers all, LocalDate week, ExcludedAnswers without, Countable countable) {
        this.all = all;
        this.week = week;
        this.without = without;
        this.countable = countable;
    }

    @Override
    public boolean advance() throws IOException {
        while (all.advance()) {
            accepted += all.machines();
            if (!without.contains(all.answer())) {
                if (isCountable()) {
                    return true;
                }
                unreadable.add(new RemovedAnswer(
                        Sha256.hex(all.answer()), week, RemovedAnswer.Why.UNREADABLE, all.machines(), ""));
            }
        }
        return false;
    }

    private boolean isCountable() {
        try {
            if (all.answer().length == 0) {
                return false;
            }
            byte[] line = PublishedLines.line(all.answer(), all.machines());
            if (!PublishedAnswer.read(line).answer().week().equals(week)
                    || !Arrays.equals(PublishedLines.answer(line), all.answer())) {
                return false;
            }
            countable.count(line);
            return true;
        } catch (MalformedJsonException e) {
            return false;
        } catch (Exception e) { // it concerns this line alone; the others are still published
            LOG.error(
                    "the answer {} about the week of {} is left out, since counting it failed: a fault of this release",
                    Sha256.hex(all.answer()),
                    week,
                    e);
            return false;
        }
    }

    @Override
    public byte[] answer() {
        return all.answer();
    }

    @Override
    public long machines() {
        return all.machines();
    }

    /** How many answers there were, including those left out. */
    long accepted() {
        return accepted;
    }

    /** The answers that cannot be counted. */
    List<RemovedAnswer> unreadable() {
        return unreadable;
    }

    @Override
    public void close() throws IOException {
        all.close();
    }
}
