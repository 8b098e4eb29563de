package dev.limpid.testkit.store;

import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.local.LocalAnswerStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalAnswerStoreTest extends AnswerStoreContract {

    @TempDir
    Path root;

    @Override
    protected AnswerStore open() throws IOException {
        return LocalAnswerStore.open(root);
    }
}
