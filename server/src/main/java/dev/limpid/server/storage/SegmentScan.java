package dev.limpid.server.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What reading every frame of a segment finds, and how what is no frame is told apart: the one rule, for opening a store and
 * for looking at it from beside.
 *
 * @param end where what has to be kept ends: behind it lies a torn tail of which nobody was told, or zeros that were written
 *     ahead, or nothing
 */
record SegmentScan(long answers, List<Damage> damage, long end) {

    SegmentScan {
        damage = List.copyOf(damage);
    }

    /**
     * Reads a segment and shows its answers.
     *
     * @param told up to where its answers were acknowledged, or {@link Acknowledged#ALL} or {@link Acknowledged#UNKNOWN}
     */
    static SegmentScan of(Path file, long told, AnswerVisitor visitor) throws IOException {
        List<Damage> damage = new ArrayList<>();
        long answers = 0;
        try (SegmentReader reader = new SegmentReader(file)) {
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
                Optional<Damage> found = reader.passDamage(size);
                if (reader.position() < size) {
                    found.ifPresent(damage::add);
                    continue;
                }
                long from = found.map(Damage::from).orElse(size);
                long end = keptOf(reader, from, size, told);
                if (end > from) {
                    damage.add(new Damage(file, from, end));
                }
                return new SegmentScan(answers, damage, end);
            }
            if (size < told && told < Acknowledged.UNKNOWN) {
                damage.add(new Damage(file, size, size));
            }
            return new SegmentScan(answers, damage, size);
        }
    }

    /**
     * Of the end of a segment, in which there is no whole frame, the part that was acknowledged or may have been; nothing of it
     * is kept if nobody was told of its first byte.
     */
    private static long keptOf(SegmentReader reader, long from, long size, long told) throws IOException {
        if (told == Acknowledged.ALL) {
            return size;
        }
        long zeros = Math.max(from, reader.zeros());
        if (told == Acknowledged.UNKNOWN) {
            return zeros == from ? from : size;
        }
        return from >= told ? from : Math.max(Math.min(told, size), zeros);
    }
}
