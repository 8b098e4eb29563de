package dev.limpid.server.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.storage.segment.Fingerprint;
import dev.limpid.server.storage.segment.SegmentReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames replace zeros exactly while somebody reads these. */
class GrowingSegmentTest extends StoreTestBase {

    private int written;

    @Test
    void hole_inWhichAFrameCameBeforeItWasLookedAtAgain_isNoDamage() throws IOException {
        try (SegmentWriter segment = new SegmentWriter(1, Disk.REAL.open(file()))) {
            write(segment);
            try (SegmentReader reader = new SegmentReader(file(), Long.MAX_VALUE)) {
                assertThat(reader.next()).isPresent();
                assertThat(reader.next()).as("zeros").isEmpty();
                write(segment);
                write(segment);

                assertThat(reader.skipDamage(reader.size())).isEmpty();

                assertThat(reader.next()).isPresent();
                assertThat(reader.next()).isPresent();
                assertThat(reader.next()).isEmpty();
                write(segment);
                assertThat(reader.skipDamage(reader.size()))
                        .as("no frame follows, so it may be the end")
                        .isPresent();
                assertThat(reader.position()).isEqualTo(reader.size());
            }
        }
    }

    private void write(SegmentWriter segment) throws IOException {
        written++;
        try (FrameWriter frames = new FrameWriter()) {
            segment.write(frames.write(List.of(
                    new SegmentCommitter.Fresh(bytes("answer " + written), new Fingerprint(written, written + 1)))));
        }
    }

    private Path file() {
        return root.resolve("00000001.seg");
    }
}
