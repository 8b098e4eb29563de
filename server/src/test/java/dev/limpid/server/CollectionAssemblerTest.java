package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.server.file.ProcessLock;
import dev.limpid.server.oblivious.GatewaySettings;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.storage.AnswerStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionAssemblerTest {

    /** The tree of configurations is open by then. */
    @Test
    void failureOfTheLogsSecondTree_leavesNoPartOpen(@TempDir Path folder) throws Exception {
        open(folder).close();
        assertFailsWithoutLock(folder, "log/data/lock");
        assertOpens(folder);
    }

    /** The log is open by then. */
    @Test
    void failureOfTheStore_leavesNoPartOpen(@TempDir Path folder) throws Exception {
        open(folder).close();
        assertFailsWithoutLock(folder, "answers/lock");
        assertOpens(folder);
    }

    /** Log and store are open by then. */
    @Test
    void failureOfTheIntake_leavesNoPartOpen(@TempDir Path folder) throws Exception {
        open(folder).close();
        Path key = Files.createDirectories(folder.resolve("oblivious")).resolve("0.key");
        Files.writeString(key, "no key");
        CollectionSettings relayed = settings(folder).withRelays(new GatewaySettings(List.of(), true, List.of()));
        assertFails(() -> HostedCollection.open(relayed, TestCollection.CLOCK), "0.key");
        assertOpens(folder);
    }

    /** The failure names its cause, and that the store did not close either; the log is closed nevertheless. */
    @Test
    void partThatFailsToClose_isClosedBeforeTheLog_andKeepsNothingOpen(@TempDir Path folder) throws Exception {
        open(folder).close();
        List<String> closed = new ArrayList<>();
        AnswerStore store = (AnswerStore) Proxy.newProxyInstance(
                AnswerStore.class.getClassLoader(), new Class<?>[] {AnswerStore.class}, (proxy, method, values) -> {
                    if (method.getName().equals("close")) {
                        closed.add(isOpen(folder.resolve("log/config/lock")) ? "store before log" : "store after log");
                    }
                    throw new IOException("no " + method.getName());
                });
        assertThatThrownBy(() -> HostedCollection.open(settings(folder), TestCollection.CLOCK, store))
                .isInstanceOf(IOException.class)
                .hasMessage("no weeks")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("no close"));
        assertThat(closed).containsExactly("store before log");
        assertOpens(folder);
    }

    /** Log and store are open by then, and each holds a lock that a second opening would meet. */
    @Test
    void failureOfTheLastPart_leavesNoPartOpen(@TempDir Path folder) throws Exception {
        open(folder).close();
        Path index = Files.createDirectories(folder.resolve("published")).resolve("index.json");
        Files.writeString(index, "no index");
        assertFails(() -> open(folder), "index.json");
        Files.delete(index);
        assertOpens(folder);
    }

    /** Another process has the lock of a part. */
    private static void assertFailsWithoutLock(Path folder, String name) throws IOException {
        ProcessLock other = ProcessLock.acquire(folder.resolve(name), "it");
        try {
            assertFails(() -> open(folder), name);
        } finally {
            other.close();
        }
    }

    private static void assertFails(ThrowingCallable opening, String named) {
        assertThatThrownBy(opening)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(named)
                .satisfies(failure -> assertThat(failure.getSuppressed()).isEmpty());
    }

    private static void assertOpens(Path folder) throws IOException {
        try (HostedCollection collection = open(folder)) {
            assertThat(collection.unready()).isEmpty();
        }
    }

    private static boolean isOpen(Path lock) {
        try {
            ProcessLock.acquire(lock, "it").close();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static HostedCollection open(Path folder) throws IOException {
        return HostedCollection.open(settings(folder), TestCollection.CLOCK);
    }

    private static CollectionSettings settings(Path folder) {
        return CollectionSettings.of(TestCollection.NAME, folder);
    }
}
