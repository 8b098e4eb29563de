package dev.limpid.server.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What reading every frame of a segment finds.
 *
 * @param torn where a tail begins of which nobody was told; the segment's size if there is none
 */
record SegmentScan(long answers, List<Damage> damage, long torn) {

    SegmentScan {
        damage = List.copyOf(damage);
    }

    /**
     * Reads a segment.
     *
     * @param told up to where its answers were acknowledged, or {@link Acknowledged#ALL}
     */
    static SegmentScan of(Path file, long told) throws IOException {
        List<Damage> damage = new ArrayList<>();
        long answers = 0;
        try (SegmentReader reader = new SegmentReader(file)) {
            long size = reader.size();
            while (reader.position() < size) {
                long from = reader.position();
                Optional<List<byte[]>> frame = reader.next();
                if (frame.isPresent()) {
                    answers += frame.get().size();
                    continue;
                }
                Damage found = reader.passDamage(size);
                if (found.to() == size && from >= told) {
                    return new SegmentScan(answers, damage, from);
                }
                damage.add(found);
            }
            if (damage.isEmpty() && size < told && told != Acknowledged.ALL) {
                damage.add(new Damage(file, size, size));
            }
            return new SegmentScan(answers, damage, size);
        }
    }
}
