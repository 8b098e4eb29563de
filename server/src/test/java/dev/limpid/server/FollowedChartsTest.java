package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.server.runtime.IncompleteWorkException;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of charts that a server checks repeatedly while somebody writes it. */
class FollowedChartsTest {

    @TempDir
    Path folder;

    /** An editor that empties a file before it writes it, or a full disk, decides nothing. */
    @Test
    void emptiedFile_isNamed_andTheConfigurationStays() throws Exception {
        Path charts = folder.resolve("charts.txt");
        CollectionSettings settings = new CollectionSettings(
                TestCollection.NAME,
                folder,
                Optional.empty(),
                CollectionSettings.of(TestCollection.NAME, folder).limits(),
                Optional.of(charts));
        try (TestCollection collection =
                TestCollection.start(ServerSettings.local(List.of(settings)), TestCollection.LATER)) {
            Optional<String> before = collection.only().newestConfig();
            Files.writeString(charts, "");

            assertThatThrownBy(() -> collection.only().runMaintenance())
                    .isInstanceOf(IncompleteWorkException.class)
                    .hasMessageContaining("following the charts")
                    .hasMessageContaining(charts + ":1:1: there is no chart");

            assertThat(before).isPresent();
            assertThat(collection.only().newestConfig()).isEqualTo(before);
        }
    }
}
