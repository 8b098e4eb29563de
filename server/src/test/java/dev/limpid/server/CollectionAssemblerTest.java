package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.server.settings.CollectionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionAssemblerTest {

    /** Log and store are open by then, and each has a lock that prevents a second opening. */
    @Test
    void failureOfTheLastPart_leavesNoPartOpen(@TempDir Path folder) throws Exception {
        open(folder).close();
        Path index = Files.createDirectories(folder.resolve("published")).resolve("index.json");
        Files.writeString(index, "no index");
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(IOException.class)
                .satisfies(failure -> assertThat(failure.getSuppressed()).isEmpty());
        Files.delete(index);
        try (HostedCollection collection = open(folder)) {
            assertThat(collection.unready()).isEmpty();
        }
    }

    private static HostedCollection open(Path folder) throws IOException {
        return HostedCollection.open(CollectionSettings.of(TestCollection.NAME, folder), TestCollection.CLOCK);
    }
}
