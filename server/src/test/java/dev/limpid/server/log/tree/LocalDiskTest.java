package dev.limpid.server.log.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDiskTest {

    @TempDir
    Path folder;

    /** Several threads force twenty files. */
    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void interruptedThread_writesAllTheSame_andStaysInterrupted(int many) throws IOException {
        Map<Path, byte[]> files = IntStream.range(0, many)
                .boxed()
                .collect(Collectors.toMap(
                        i -> folder.resolve("tile").resolve("" + i),
                        i -> ("hash " + i).getBytes(StandardCharsets.UTF_8)));
        LocalDisk disk = new LocalDisk();
        Thread.currentThread().interrupt();
        disk.write(files);
        assertThat(Thread.interrupted()).isTrue();
        files.forEach((file, content) -> assertThat(file).hasBinaryContent(content));
    }
}
