package dev.limpid.server.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.server.storage.AppendOutcome;
import dev.limpid.server.storage.StoreBusyException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is committed at once. */
class GroupCommitTest extends StoreTestBase {

    @Test
    void slowDisk_gathersWhatWaitsIntoOneFsyncAndRefusesBeyondItsBound() throws Exception {
        LocalStoreLimits limits = new LocalStoreLimits(1 << 20, 0, 10_000);
        try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
            append(store, "first");
            CountDownLatch slow = new CountDownLatch(1);
            disk.slow = slow;
            CompletableFuture<AppendOutcome> stuck =
                    store.append(WEEK, key("stuck"), bytes("stuck")).toCompletableFuture();
            List<CompletableFuture<AppendOutcome>> waiting = new ArrayList<>();
            for (int i = 0; i < 90; i++) {
                waiting.add(store.append(WEEK, key("waits " + i), bytes("waits " + "x".repeat(90) + i))
                        .toCompletableFuture());
            }
            assertThatThrownBy(() -> store.append(WEEK, key("long"), new byte[5000])
                            .toCompletableFuture()
                            .join())
                    .hasCauseInstanceOf(StoreBusyException.class);
            assertThat(stuck).isNotDone();
            int before = disk.forces;
            disk.slow = null;
            slow.countDown();
            for (CompletableFuture<AppendOutcome> one : waiting) {
                assertThat(one.get()).isEqualTo(AppendOutcome.STORED);
            }
            assertThat(disk.forces - before).isLessThanOrEqualTo(4);
            assertThat(answers(store)).hasSize(92);
        }
    }

    /** A file must not reveal who sent what first, or one after another. */
    @Test
    void whatIsWrittenAtOnce_liesInTheOrderOfItsBytes() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sent.add("answer " + (i * 37 + 11) % 50);
        }
        try (LocalAnswerStore store = open()) {
            append(store, "before", "before").join();
            CountDownLatch slow = new CountDownLatch(1);
            disk.slow = slow;
            List<CompletableFuture<AppendOutcome>> waiting = new ArrayList<>();
            waiting.add(append(store, "first", "first"));
            disk.waits.await(); // until the commit thread has written it and waits for the disk
            for (int i = 0; i < sent.size(); i++) {
                waiting.add(append(store, "key " + i, sent.get(i)));
            }
            waiting.add(append(store, "key 3", sent.get(3)));
            disk.slow = null;
            slow.countDown();
            for (CompletableFuture<AppendOutcome> one : waiting.subList(0, sent.size() + 1)) {
                assertThat(one.get()).isEqualTo(AppendOutcome.STORED);
            }
            assertThat(waiting.get(sent.size() + 1).get()).isEqualTo(AppendOutcome.DUPLICATE);
            List<String> inOrder = new ArrayList<>(sent);
            inOrder.sort(null);
            inOrder.addAll(0, List.of("before", "first"));
            assertThat(answers(store)).containsExactlyElementsOf(inOrder);
            for (int i = 0; i < sent.size(); i++) {
                assertThat(append(store, "key " + i, "another").get()).isEqualTo(AppendOutcome.DUPLICATE);
            }
        }
        try (LocalAnswerStore again = open()) {
            assertThat(append(again, "key 7", "another").get()).isEqualTo(AppendOutcome.DUPLICATE);
        }
    }

    /** A frame is begun only once those before it are durable: otherwise a torn one before a whole one would look as if it had been acknowledged. */
    @Test
    void moreThanAFrameHolds_isManyFramesAndAsManyFsyncs() throws Exception {
        byte[] large = new byte[6 << 20];
        try (LocalAnswerStore store = open()) {
            append(store, "before");
            CountDownLatch slow = new CountDownLatch(1);
            disk.slow = slow;
            List<CompletableFuture<AppendOutcome>> waiting = new ArrayList<>();
            waiting.add(append(store, "first", "first"));
            disk.waits.await();
            int before = disk.forces;
            for (int i = 0; i < 5; i++) {
                waiting.add(store.append(WEEK, key("large " + i), large).toCompletableFuture());
            }
            disk.slow = null;
            slow.countDown();
            for (CompletableFuture<AppendOutcome> one : waiting) {
                assertThat(one.get()).isEqualTo(AppendOutcome.STORED);
            }
            assertThat(disk.forces - before).isEqualTo(1 + 3);
            assertThat(store.count(WEEK)).isEqualTo(7);
        }
    }
}
