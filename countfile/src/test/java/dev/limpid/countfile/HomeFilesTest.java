package dev.limpid.countfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFilesTest {

    @TempDir
    Path folder;

    @Test
    void read_showsTheWholeFile_upToItsBound() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "12345");
        assertThat(HomeFiles.read(file, 5)).asString().isEqualTo("12345");
        assertThatThrownBy(() -> HomeFiles.read(file, 4))
                .isInstanceOf(NotRegularFileException.class)
                .hasMessageContaining("more than 4 bytes");
    }

    /**
     * In a program with little memory, as in a container, reading it would end the program, or all of its threads would
     * run out of memory.
     */
    @Test
    void largeFile_isNotReadIntoASmallHeap() throws Exception {
        Path file = folder.resolve("collection.properties");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(60L << 20);
        }
        Process reader = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        file.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(reader.waitFor()).as(said).isZero();
        assertThat(said).contains("more than " + (2 << 20) + " bytes");
    }

    /** It may be intact: it is left for a process that has more memory, and is not treated as damaged. */
    @Test
    void largeCountFile_isNotReadIntoASmallHeap_andIsNotCalledDamaged() throws Exception {
        Path journal = folder.resolve("tool@1.0-java17-linux-amd64-2026-11-13.v1.journal.1");
        try (RandomAccessFile sparse = new RandomAccessFile(journal.toFile(), "rw")) {
            sparse.setLength(60L << 20);
        }
        String countFile = folder.resolve("tool@1.0-java17-linux-amd64-2026-11-13.v1.count")
                .toString();
        Process reader = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CountReader.class.getName(),
                        countFile))
                .redirectErrorStream(true)
                .start();
        String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(reader.waitFor()).as(said).isZero();
        assertThat(said).contains(journal + ": it is too large for the memory of this process");
    }

    /** Reads a week's files as all readers of counts do. */
    static final class CountReader {
        public static void main(String[] args) throws Exception {
            try {
                CountFileReader.read(Path.of(args[0]));
            } catch (FileSystemException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /** Reads a file as all readers of a home do. */
    static final class Reader {
        public static void main(String[] args) throws Exception {
            try {
                AtomicFile.read(Path.of(args[0]));
            } catch (NotRegularFileException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
