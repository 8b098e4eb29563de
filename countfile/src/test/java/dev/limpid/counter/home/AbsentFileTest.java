package dev.limpid.counter.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that certainly does not exist is distinguished from one that may exist, since that one may contain the user's
 * "off".
 */
class AbsentFileTest {
    private static final int ABSENT = -1;
    private static final int UNREADABLE = -2;

    @TempDir
    Path folder;

    @Test
    void fileOfNoFolder_isAbsent() {
        assertThat(read(folder.resolve("a/b/c/mode"))).isEqualTo(ABSENT);
    }

    @Test
    void fileOfAFolderWithManyOthers_isAbsent() throws IOException {
        for (int i = 0; i < 300; i++) {
            Files.createFile(folder.resolve("other" + i));
        }
        assertThat(read(folder.resolve("mode"))).isEqualTo(ABSENT);
    }

    @Test
    void whatIsBelowAFile_isAbsent() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(read(file.resolve("mode"))).isEqualTo(ABSENT);
        assertThat(read(file.resolve("limpid/telemetry.example.org/mode"))).isEqualTo(ABSENT);
    }

    @Test
    void linkThatLeadsNowhere_mayHideSomething() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("mode"), folder.resolve("nothing"));

        assertThat(read(link)).isEqualTo(UNREADABLE);
    }

    @Test
    void folderThatIsALinkThatLeadsNowhere_mayHideSomething() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("limpid"), folder.resolve("not mounted"));

        assertThat(read(link.resolve("mode"))).isEqualTo(UNREADABLE);
        assertThat(read(link.resolve("telemetry.example.org/mode"))).isEqualTo(UNREADABLE);
    }

    @Test
    void linkThatLeadsToItself_mayHideSomething() throws IOException {
        Path link = folder.resolve("round");
        Files.createSymbolicLink(link, link);

        assertThat(read(link)).isEqualTo(UNREADABLE);
        assertThat(read(link.resolve("mode"))).isEqualTo(UNREADABLE);
    }

    private static int read(Path path) {
        File file = path.toFile();
        return TelemetryHome.read(file, new byte[16]);
    }
}
