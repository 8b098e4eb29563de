package dev.limpid.server.storage.local;

import dev.limpid.server.storage.segment.Acknowledged;
import dev.limpid.server.storage.segment.Acknowledged.Mark;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records where a week's segments end, each before the next one is begun (docs/decisions/0517). Once the first line of
 * {@link Acknowledged} is about a later segment, it no longer shows how long this one was. So this one gets a line of its
 * own before that, by which every reader notices that its end is missing, or that something was appended to it.
 *
 * <p>Mutable; one thread at a time: the one that commits, and before that the one that opens the store. Any thread may
 * call {@link #most}: {@link #recorded} is a concurrent map.
 */
final class SegmentEnds {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentEnds.class);

    private final AcknowledgedWriter acknowledged;
    private final Acknowledged atOpening;
    private final Map<Integer, Long> recorded;

    /** @param atOpening the lines that the week had when it was opened */
    SegmentEnds(AcknowledgedWriter acknowledged, Acknowledged atOpening) {
        this.acknowledged = acknowledged;
        this.atOpening = atOpening;
        this.recorded = new ConcurrentHashMap<>(atOpening.ends());
    }

    /** Up to where this segment may be read: nothing that is after a recorded end was acknowledged. */
    long most(int number) {
        return recorded.getOrDefault(number, Long.MAX_VALUE);
    }

    /**
     * Records durably where the segment that is full ends, if the disk has room for that. Its answers are durable all the
     * same, and the next segment is not begun before there is room.
     */
    void recordFull(Mark mark) throws IOException {
        try {
            acknowledged.writeEnd(mark);
        } catch (IOException e) {
            LOG.warn(
                    "{} has no room yet for the end of the full segment {}, which is written before the next one: {}",
                    acknowledged.path(),
                    mark.segment(),
                    e.toString());
            return;
        }
        acknowledged.force();
        recorded.put(mark.segment(), mark.length());
    }

    /**
     * Records durably where the last segment ends, unless that was done: the next one is about to be begun. This is
     * about a segment that was full or damaged when it was opened, and about one for whose line there was no room.
     *
     * @param last where it ends; it gets more if more of it was acknowledged, since then its end is missing
     */
    void recordBeforeNext(Mark last) throws IOException {
        if (last.segment() > 0 && !recorded.containsKey(last.segment())) {
            long end = Math.max(last.length(), atOpening.end(last.segment()));
            acknowledged.writeEnd(new Mark(last.segment(), end));
            acknowledged.force();
            recorded.put(last.segment(), end);
        }
    }
}
