package dev.limpid.server.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failed copy leaves: what was there before. */
class NewFolderTest {

    @TempDir
    Path dir;

    private Path above;
    private Path folder;

    @BeforeEach
    void place() {
        above = dir.resolve("above");
        folder = above.resolve("folder");
    }

    private void fillAndFail() throws IOException {
        NewFolder made = NewFolder.at(folder);
        try {
            Files.createDirectories(folder.resolve("inside"));
            Files.writeString(folder.resolve("inside/file"), "half");
            throw new IOException("the disk is full");
        } finally {
            made.close();
        }
    }

    @Test
    void workThatFails_leavesNoFolder_noneAboveEither() {
        assertThatThrownBy(this::fillAndFail).hasMessage("the disk is full");
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void workThatFails_leavesTheEmptyFolderThatWasThere() throws IOException {
        Files.createDirectories(folder);
        assertThatThrownBy(this::fillAndFail).hasMessage("the disk is full");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void workThatFails_leavesTheNeighbours() throws IOException {
        Files.createDirectories(above);
        Files.writeString(above.resolve("neighbour"), "stays");
        assertThatThrownBy(this::fillAndFail).hasMessage("the disk is full");
        assertThat(above.resolve("neighbour")).hasContent("stays");
        assertThat(folder).doesNotExist();
    }

    @Test
    void workThatIsDone_stays() throws IOException {
        try (NewFolder made = NewFolder.at(folder)) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("file"), "whole");
            made.commit();
        }
        assertThat(folder.resolve("file")).hasContent("whole");
    }
}
