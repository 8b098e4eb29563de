package dev.limpid.testkit.store;

import dev.limpid.server.storage.LocalReportStore;
import dev.limpid.server.storage.ReportStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalReportStoreTest extends ReportStoreContract {

    @TempDir
    Path root;

    @Override
    protected ReportStore open() throws IOException {
        return LocalReportStore.open(root);
    }
}
