package dev.limpid.counter.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that start at the same time create the files of one new home while others look for them. */
class ConcurrentHomeCreationTest {
    @TempDir
    Path folder;

    @Test
    void file_thatIsMadeAfterItWasLookedFor_isRead() {
        byte[] digit = new byte[1];

        assertThat(TelemetryHome.read(new MadeNow(folder.resolve("weekends")), digit))
                .isEqualTo(1);
        assertThat(digit[0]).isEqualTo((byte) '3');
    }

    @Test
    void file_thatIsMadeAfterItWasLookedFor_mayBeWritten() {
        assertThat(TelemetryHome.mayWrite(new MadeNow(folder.resolve("x.v1.count"))))
                .isTrue();
    }

    @Test
    void link_isStillNoneToWriteThrough() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nothing"));

        assertThat(TelemetryHome.mayWrite(link.toFile())).isFalse();
    }

    @Test
    void folder_thatIsMadeAfterItWasLookedFor_leavesItsFileAbsent() {
        File inside = new File(folder.resolve("a/b/local").toFile(), "weekends") {
            @Override
            public File getParentFile() {
                File parent = super.getParentFile();
                return new MadeNow(parent.toPath(), true);
            }
        };

        assertThat(TelemetryHome.read(inside, new byte[1])).isEqualTo(-1);
        assertThat(TelemetryHome.mayWrite(inside)).isTrue();
    }

    /** Another process creates it just after somebody found that it does not exist. */
    private static final class MadeNow extends File {
        private final boolean folder;

        MadeNow(Path path) {
            this(path, false);
        }

        MadeNow(Path path, boolean folder) {
            super(path.toString());
            this.folder = folder;
        }

        @Override
        public boolean exists() {
            boolean before = super.exists();
            try {
                if (folder) {
                    Files.createDirectories(toPath());
                } else if (!before) {
                    Files.writeString(toPath(), "3");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return before;
        }
    }
}
