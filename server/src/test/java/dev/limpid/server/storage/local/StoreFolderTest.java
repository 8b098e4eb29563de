package dev.limpid.server.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.server.storage.segment.Acknowledged;
import dev.limpid.server.storage.segment.StoreLook;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contents of a local store's folder, and who may open it. */
class StoreFolderTest extends StoreTestBase {

    @Test
    void secondServer_isKeptOut() throws IOException {
        LocalAnswerStore store = open();
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another process uses this store");
        store.close();
        open().close();
    }

    @Test
    void weekThatWasBeingDropped_isGone() throws IOException {
        try (LocalAnswerStore store = open()) {
            append(store, "answer");
        }
        Path dropped = root.resolve(WEEK + ".dropped");
        Files.move(root.resolve(WEEK.toString()), dropped);
        try (LocalAnswerStore store = open()) {
            assertThat(store.weeks()).isEmpty();
            assertThat(dropped).doesNotExist();
        }
    }

    @Test
    void counts_areToldOfAStoreThatIsOpen() throws IOException {
        assertThat(StoreLook.counts(root.resolve("nothing"))).isEmpty();
        try (LocalAnswerStore store = open()) {
            append(store, "first");
            append(store, "second");
            try (FileChannel channel = FileChannel.open(segment(), StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[] {'L', 'P', 'A', '1', 0}), acknowledgedEnd());
            }
            assertThat(StoreLook.counts(root)).containsExactly(Map.entry(WEEK, 2L));
        }
    }

    @Test
    void segments_areMany() throws IOException {
        LocalStoreLimits limits = new LocalStoreLimits(500, 0, 1 << 20);
        for (int round = 0; round < 3; round++) {
            try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
                for (int i = 0; i < 10; i++) {
                    append(store, "answer " + round + " " + i + " " + "x".repeat(200));
                }
                assertThat(answers(store)).hasSize((round + 1) * 10).doesNotHaveDuplicates();
            }
        }
        assertThat(root.resolve(WEEK.toString()).toFile().list()).hasSizeGreaterThan(5);
    }

    @Test
    void forgottenResends_leaveNothingThatKnowsAToken() throws IOException {
        Path week = root.resolve(WEEK.toString());
        try (LocalAnswerStore store = open()) {
            append(store, "one");
            store.endResendDetection(WEEK);
            assertThat(week.toFile().list()).containsExactlyInAnyOrder("00000001.seg", Acknowledged.FILE);
        }
    }
}
