package dev.limpid.counter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewFileTest {
    private static final byte[] HEAD = "the header".getBytes(StandardCharsets.UTF_8);
    private static final int SIZE = 64;

    @TempDir
    Path folder;

    @Test
    void make_writesTheHeader_thenZeros_andLeavesNothingElse() throws IOException {
        File file = make();

        assertThat(Files.readAllBytes(file.toPath())).isEqualTo(Arrays.copyOf(HEAD, SIZE));
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file.toPath()));
    }

    /** Another process may have mapped it already. */
    @ParameterizedTest
    @ValueSource(ints = {SIZE, SIZE + 1})
    void make_leavesAWholeFileAlone(int size) throws IOException {
        byte[] whole = new byte[size];
        Arrays.fill(whole, (byte) 7);
        Files.write(folder.resolve("file"), whole);

        assertThat(Files.readAllBytes(make().toPath())).isEqualTo(whole);
    }

    /** A power cut or a full disk left it unfinished. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 11, SIZE - 1})
    void make_completesAFileThatBeginsInTheSameWay(int size) throws IOException {
        Files.write(folder.resolve("file"), Arrays.copyOf(HEAD, size));

        assertThat(Files.readAllBytes(make().toPath())).isEqualTo(Arrays.copyOf(HEAD, SIZE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "the headex", "the other, which is longer"})
    void make_leavesAShortFileOfOtherContentAlone(String other) throws IOException {
        Files.writeString(folder.resolve("file"), other);

        assertThat(make()).hasContent(other);
    }

    @Test
    void make_doesNotWriteThroughALink() throws IOException {
        Path elsewhere = Files.createFile(folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("file"), elsewhere);

        assertThatThrownBy(this::make)
                .isInstanceOf(IOException.class)
                .hasMessage("file is a link or not a regular file, expected a regular file");
        assertThat(elsewhere).isEmptyFile();
    }

    @Test
    void read_returnsTheContentOfARegularFile_orNothing() throws IOException {
        File file = folder.resolve("file").toFile();
        assertThat(NewFile.read(file)).isEmpty();

        Files.write(file.toPath(), HEAD);
        assertThat(NewFile.read(file)).isEqualTo(HEAD);

        Path link = Files.createSymbolicLink(folder.resolve("link"), file.toPath());
        assertThatThrownBy(() -> NewFile.read(link.toFile())).hasMessageStartingWith("link is a link");
    }

    /** The program needs its memory for itself. The file has no content: only its length is large. */
    @Test
    void read_ofAFileThatIsLargeForTheMemory_isRefused() throws IOException {
        File file = folder.resolve("file").toFile();
        try (var access = new RandomAccessFile(file, "rw")) {
            access.setLength((Runtime.getRuntime().maxMemory() >> 4) + 1);
        }

        assertThatThrownBy(() -> NewFile.read(file)).hasMessage(file + " is too large");
    }

    private File make() throws IOException {
        File file = folder.resolve("file").toFile();
        NewFile.make(file, HEAD, SIZE, 42);
        return file;
    }
}
