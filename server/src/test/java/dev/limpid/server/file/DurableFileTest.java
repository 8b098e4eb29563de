package dev.limpid.server.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {

    @TempDir
    Path folder;

    @Test
    void write_overAnOldFileAndAHalfWrittenOne_leavesTheNewOneAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("head"), "the old head, which was longer");
        Files.writeString(folder.resolve("head.unfinished"), "what a process that was killed left behind");

        DurableFile.write(file, "new".getBytes(StandardCharsets.UTF_8));

        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryNotContaining("glob:**.unfinished");
    }

    @Test
    void sha256_isThatOfTheBytes() throws IOException {
        // FIPS 180-4's own example.
        assertThat(DurableFile.sha256(Files.writeString(folder.resolve("abc"), "abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    /** If a thread is interrupted, the JDK closes the channel that it uses; that is not a failure of the disk. */
    @Test
    void interruptedCaller_writesAndReadsAllTheSame_andStaysInterrupted() throws IOException {
        Path file = folder.resolve("head");
        byte[] bytes = "abc".getBytes(StandardCharsets.UTF_8);
        Thread.currentThread().interrupt();
        try {
            DurableFile.write(file, bytes);
            DurableFile.force(file);
            DurableFile.forceFolder(folder);
            DurableFile.replace(file, folder.resolve("other"));
            PrivateFile.write(file, bytes);
            assertThat(DurableFile.sha256(file)).startsWith("ba7816bf");
            assertThat(InputFile.text(file)).isEqualTo("abc");
            assertThat(InputFile.bytes(file)).isEqualTo(bytes);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(folder.resolve("other")).hasContent("abc");
    }

    @Test
    void failure_isThatOfTheDisk_alsoForAnInterruptedCaller() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> DurableFile.force(folder.resolve("nothing")))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessageContaining("nothing");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
