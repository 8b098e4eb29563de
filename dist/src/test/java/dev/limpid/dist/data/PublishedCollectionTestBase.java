package dev.limpid.dist.data;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A published collection on a server, a new one for each test. */
abstract class PublishedCollectionTestBase {

    @TempDir
    Path temp = Path.of("");

    PublishedSample sample;

    @BeforeEach
    void publish() throws Exception {
        sample = new PublishedSample(temp);
    }

    @AfterEach
    void stop() throws IOException {
        sample.close();
    }
}
