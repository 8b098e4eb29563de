package dev.limpid.countfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;

/**
 * Whatever bytes a count file or a journal contains, the reader returns counts or names a place in the file. {@code
 * verify} fuzzes each for a few seconds, beginning with the seeds.
 */
class CountFileFuzzTest {

    @FuzzTest(maxDuration = "5s")
    void countFile(byte[] bytes) {
        try {
            assertThat(CountFileParser.parse(Path.of("f.v1.count"), bytes, true))
                    .isNotNull();
        } catch (CorruptCountFileException e) {
            assertThat(e.offset()).isBetween(0L, (long) bytes.length);
        }
    }

    @FuzzTest(maxDuration = "5s")
    void journal(byte[] bytes) {
        try {
            JournalParser.parse(Path.of("f.v1.journal"), bytes, true);
        } catch (CorruptCountFileException e) {
            assertThat(e.offset()).isBetween(0L, (long) bytes.length);
        }
    }
}
