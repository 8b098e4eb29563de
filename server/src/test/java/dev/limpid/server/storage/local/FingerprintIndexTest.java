package dev.limpid.server.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.storage.segment.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintIndexTest {

    @TempDir
    Path folder;

    @Test
    void index_holdsWhatASetHolds() throws IOException {
        Random random = new Random(7);
        Set<Fingerprint> model = new HashSet<>();
        List<Fingerprint> others = new ArrayList<>();
        try (FingerprintIndex index = new FingerprintIndex(folder.resolve("index"), Disk.REAL)) {
            for (int i = 0; i < 300_000; i++) {
                Fingerprint one = new Fingerprint(random.nextLong(), random.nextLong());
                if (i % 3 == 0) {
                    others.add(one);
                } else if (model.add(one)) {
                    assertThat(index.contains(one)).isFalse();
                    index.add(one);
                }
            }
            assertThat(index.size()).isEqualTo(model.size());
            assertThat(model.stream().allMatch(index::contains)).isTrue();
            assertThat(others.stream().noneMatch(index::contains)).isTrue();
        }
        assertThat(folder).isEmptyDirectory();
    }

    /** What a large week needs: files that the system may drop from memory, and hardly any heap. */
    @Test
    void indexOfAMillion_isSmallerThan64Megabytes() throws IOException {
        Random random = new Random(8);
        try (FingerprintIndex index = new FingerprintIndex(folder.resolve("index"), Disk.REAL)) {
            for (int i = 0; i < 1_000_000; i++) {
                index.add(new Fingerprint(random.nextLong(), random.nextLong()));
            }
            assertThat(index.size()).isEqualTo(1_000_000);
            long bytes = Files.size(folder.resolve("index")) + Files.size(folder.resolve("index.directory"));
            assertThat(bytes).isBetween(1_000_000L * Fingerprint.BYTES, 64L << 20);
        }
    }
}
