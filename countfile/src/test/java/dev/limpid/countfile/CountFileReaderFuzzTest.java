package dev.limpid.countfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.file.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Randomly changed bytes in real files: the reader returns counts or names a place in the file, and does nothing else.
 */
class CountFileReaderFuzzTest {
    private static final int TURNS = Integer.getInteger("limpid.fuzz.turns", 3000);

    @ParameterizedTest
    @ValueSource(strings = {"small", "stacks", "saturate", "empty"})
    void read_aDamagedFile_answersOrNamesThePlace(String name) throws IOException {
        byte[] good = Files.readAllBytes(Vectors.file(name));
        Random random = new Random(name.hashCode());
        int refused = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            byte[] bad = random.nextInt(10) == 0
                    ? java.util.Arrays.copyOf(good, random.nextInt(good.length + 100))
                    : good.clone();
            for (int i = random.nextInt(6); i >= 0 && bad.length > 0; i--) {
                // Most of a file is zeros: change bytes that mean something.
                int at = random.nextInt(random.nextBoolean() ? Math.min(bad.length, 0x1000) : bad.length);
                bad[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : bad[at] ^ 1 << random.nextInt(8));
            }
            refused += isRefused(bad) ? 1 : 0;
        }

        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void read_noiseAsAJournal_answersOrNamesThePlace(long seed) throws IOException {
        Random random = new Random(seed);
        for (int turn = 0; turn < TURNS; turn++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (noise.length > 20) {
                Journal.putInt(noise, 0, Journal.COUNTS_MAGIC);
                Journal.putInt(noise, Journal.LENGTH, noise.length - Journal.BODY);
                int body = noise.length - Journal.BODY;
                Journal.putInt(noise, Journal.CHECKSUM, Journal.fnv(noise, Journal.BODY, body));
            }
            try {
                assertThat(JournalParser.parse(Path.of("j"), noise, true)).isNull();
            } catch (CorruptCountFileException e) {
                assertThat(e.offset()).isBetween(0L, (long) noise.length);
            }
        }
    }

    private static boolean isRefused(byte[] bytes) {
        try {
            CountFileParser.parse(Path.of("f.v1.count"), bytes, true);
            return false;
        } catch (CorruptCountFileException e) {
            assertThat(e.offset()).isBetween(0L, (long) bytes.length);
            assertThat(e).hasMessageContaining("f.v1.count: corrupt at byte").hasMessageContaining("expected");
            return true;
        }
    }
}
