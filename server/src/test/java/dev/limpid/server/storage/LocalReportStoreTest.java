package dev.limpid.server.storage;

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
