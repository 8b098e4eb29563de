package dev.limpid.server.storage.segment;

import dev.limpid.server.storage.AnswerVisitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What reading every frame of a segment finds, and how the rest is classified: the same rule applies to opening a store
 * and to examining it from outside.
 *
 * @param end where the part that must be kept ends: after it comes a torn tail that was not acknowledged, or zeros that
 *     were written ahead, or nothing
 */
public record SegmentScan(long answers, List<DamagedRange> damage, long end) {

    public SegmentScan {
        damage = List.copyOf(damage);
    }

    /**
     * Reads a segment and shows its answers.
     *
     * @param acknowledged up to where its answers were acknowledged, or {@link Acknowledged#ALL} or {@link Acknowledged#UNKNOWN}
     * @param most how many bytes it has at most; what is after them is not read
     */
    public static SegmentScan of(Path file, long acknowledged, long most, AnswerVisitor visitor) throws IOException {
        List<DamagedRange> damage = new ArrayList<>();
        long answers = 0;
        try (SegmentReader reader = new SegmentReader(file, most)) {
            long size = reader.size();
            while (reader.position() < size) {
                Optional<List<byte[]>> frame = reader.next();
                if (frame.isPresent()) {
                    for (byte[] answer : frame.get()) {
                        visitor.answer(answer);
                    }
                    answers += frame.get().size();
                    continue;
                }
                Optional<DamagedRange.Unreadable> found = reader.skipDamage(size);
                if (reader.position() < size) {
                    found.ifPresent(damage::add);
                    continue;
                }
                long from = found.map(DamagedRange.Unreadable::from).orElse(size);
                long end = keptOf(reader, from, size, acknowledged);
                if (end > from) {
                    damage.add(new DamagedRange.Unreadable(file, from, end));
                }
                return new SegmentScan(answers, damage, end);
            }
            if (size < acknowledged && acknowledged < Acknowledged.UNKNOWN) {
                damage.add(new DamagedRange.Missing(file, size));
            }
            return new SegmentScan(answers, damage, size);
        }
    }

    /**
     * Where the part to be kept ends, within the end of a segment that contains no complete frame: the part that was
     * acknowledged or may have been is kept, but nothing if the first byte was not acknowledged.
     */
    private static long keptOf(SegmentReader reader, long from, long size, long acknowledged) throws IOException {
        if (acknowledged == Acknowledged.ALL) {
            return size;
        }
        long zeros = Math.max(from, reader.zeros());
        if (acknowledged == Acknowledged.UNKNOWN) {
            return zeros == from ? from : size;
        }
        return from >= acknowledged ? from : Math.max(Math.min(acknowledged, size), zeros);
    }
}
