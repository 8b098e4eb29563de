package dev.limpid.server.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.server.storage.AppendOutcome;
import dev.limpid.server.storage.StoreBrokenException;
import dev.limpid.server.storage.StoreFullException;
import dev.limpid.server.storage.segment.SegmentFiles;
import dev.limpid.server.storage.segment.StoreCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The local store on a disk that fails in every possible way, and on threads that fail. */
class DiskFailuresTest extends StoreTestBase {

    @Test
    void fullDisk_refusesAndGoesOnOnceThereIsRoom() throws IOException {
        try (LocalAnswerStore store = open()) {
            append(store, "before");
            disk.full = true;
            assertThatThrownBy(() -> append(store, "too much")).isInstanceOf(StoreFullException.class);
            disk.full = false;
            append(store, "after");
            assertThat(answers(store)).containsExactlyInAnyOrder("before", "after");
            // A refused answer is new when it is resent.
            assertThat(append(store, "too much")).isEqualTo(AppendOutcome.STORED);
        }
        try (LocalAnswerStore store = open()) {
            assertThat(answers(store)).containsExactlyInAnyOrder("before", "after", "too much");
        }
    }

    @Test
    void littleSpaceLeft_countsAsFullBeforeAnythingIsWritten() throws IOException {
        try (LocalAnswerStore store = open()) {
            disk.usable = 1000;
            assertThat(store.refusal()).containsInstanceOf(StoreFullException.class);
            assertThatThrownBy(() -> append(store, "answer")).isInstanceOf(StoreFullException.class);
            disk.usable = Long.MAX_VALUE;
            assertThat(store.refusal()).isEmpty();
            append(store, "answer");
        }
    }

    /** The answers that filled the segment are durable, and the next ones wait until its line is durable, too. */
    @Test
    void fullDisk_onWhichNoLineFitsForASegmentThatIsFull_refusesAndGoesOnOnceThereIsRoom() throws IOException {
        LocalStoreLimits limits = new LocalStoreLimits(10, 0, 1 << 20);
        try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
            append(store, "one");
            disk.endsFull = true;
            assertThat(append(store, "two")).isEqualTo(AppendOutcome.STORED);
            assertThatThrownBy(() -> append(store, "three")).isInstanceOf(StoreFullException.class);
            assertThat(store.broken().toCompletableFuture()).isNotDone();
            assertThat(SegmentFiles.in(root.resolve(WEEK.toString())).numbers()).containsExactly(1, 2);
            disk.endsFull = false;
            assertThat(append(store, "two")).isEqualTo(AppendOutcome.DUPLICATE);
            assertThat(append(store, "three")).isEqualTo(AppendOutcome.STORED);
            assertThat(answers(store)).containsExactly("one", "two", "three");
        }
        Files.delete(segment().resolveSibling("00000002.seg"));
        Files.createFile(segment().resolveSibling("00000002.seg"));
        assertThat(StoreCheck.of(root).problems()).singleElement().asString().contains("00000002.seg");
    }

    @Test
    void readOnlyDisk_refusesAndKeepsWhatIsThere() throws IOException {
        try (LocalAnswerStore store = open()) {
            append(store, "before");
            disk.readOnly = true;
            assertThatThrownBy(() -> append(store, "now")).isInstanceOf(StoreFullException.class);
            assertThat(answers(store)).containsExactly("before");
        }
    }

    @Test
    void fullDisk_takesNoWeekWithoutItsSecret() throws IOException {
        try (LocalAnswerStore store = open()) {
            disk.full = true;
            assertThatThrownBy(() -> append(store, "one")).isInstanceOf(StoreFullException.class);
            disk.full = false;
            assertThat(append(store, "one")).isEqualTo(AppendOutcome.STORED);
            assertThat(append(store, "one")).isEqualTo(AppendOutcome.DUPLICATE);
        }
    }

    @Test
    void failedFsync_breaksTheStoreForGood() throws IOException {
        LocalAnswerStore store = open();
        append(store, "before");
        disk.forceFails = true;
        assertThatThrownBy(() -> append(store, "lost?")).isInstanceOf(StoreBrokenException.class);
        disk.forceFails = false;
        assertThatThrownBy(() -> append(store, "later")).isInstanceOf(StoreBrokenException.class);
        assertThat(store.broken().toCompletableFuture()).isCompleted();
        assertThat(store.refusal()).containsInstanceOf(StoreBrokenException.class);
        store.close();
        try (LocalAnswerStore again = open()) {
            assertThat(answers(again)).contains("before").doesNotContain("later");
        }
    }

    /** The kernel may continue to show what it failed to write. */
    @Test
    void failedFsync_leavesNothingThatTheNextProcessTakesForDurable() throws IOException {
        for (long segmentBytes : new long[] {1 << 20, 10}) {
            LocalStoreLimits limits = new LocalStoreLimits(segmentBytes, 0, 1 << 20);
            try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
                append(store, "before" + segmentBytes);
                disk.forceFails = true;
                assertThatThrownBy(() -> append(store, "lost?" + segmentBytes))
                        .isInstanceOf(StoreBrokenException.class);
                assertThat(StoreCheck.of(root).answers()).isEqualTo(segmentBytes == 10 ? 3 : 1);
                disk.forceFails = false;
            }
            try (LocalAnswerStore again = LocalAnswerStore.open(root, limits, disk)) {
                assertThat(append(again, "before" + segmentBytes)).isEqualTo(AppendOutcome.DUPLICATE);
                assertThat(append(again, "lost?" + segmentBytes)).isEqualTo(AppendOutcome.STORED);
            }
        }
    }

    @Test
    void secretThatCannotBeForced_isNotUsed() throws IOException {
        try (LocalAnswerStore store = open()) {
            disk.forceFails = true;
            assertThatThrownBy(() -> append(store, "one")).isInstanceOf(StoreFullException.class);
            assertThat(root.resolve(WEEK.toString()).resolve(SecretFile.FILE)).doesNotExist();
            disk.forceFails = false;
            assertThat(append(store, "one")).isEqualTo(AppendOutcome.STORED);
        }
    }

    @Test
    void folderThatCannotBeForced_isMadeAnew() throws IOException {
        try (LocalAnswerStore store = open()) {
            disk.forceFolderFails = true;
            assertThatThrownBy(() -> append(store, "one")).hasMessageContaining("Input/output error");
            assertThat(root.resolve(WEEK.toString())).doesNotExist();
            disk.forceFolderFails = false;
            append(store, "one");
            assertThat(disk.forcedFolders).contains(root);
        }
    }

    /** A mapped file without blocks would end the process. */
    @Test
    void fullDisk_takesNoIndex_andWhatWasStoredIsKnownOnceThereIsRoom() throws Exception {
        try (LocalAnswerStore store = open()) {
            append(store, "one");
        }
        try (LocalAnswerStore store = open()) {
            disk.full = true;
            assertThatThrownBy(() -> append(store, "one")).isInstanceOf(StoreFullException.class);
            assertThatThrownBy(() -> store.contains(WEEK, key("one"))
                            .toCompletableFuture()
                            .join())
                    .hasCauseInstanceOf(StoreFullException.class);
            disk.full = false;
            assertThat(append(store, "one")).isEqualTo(AppendOutcome.DUPLICATE);
        }
    }

    /** What was made durable is acknowledged, and recognised when it is resent. */
    @Test
    void fullDisk_onWhichTheIndexCannotGrow_losesAndDoublesNothing() throws Exception {
        try (LocalAnswerStore store = open()) {
            int few = 2000; // they have the first pages of the index, whatever the week's secret is
            List<CompletableFuture<AppendOutcome>> first = new ArrayList<>();
            for (int i = 0; i < few; i++) {
                first.add(append(store, "key " + i, "answer " + i));
            }
            for (CompletableFuture<AppendOutcome> one : first) {
                assertThat(one.join()).isEqualTo(AppendOutcome.STORED);
            }
            disk.indexFull = true;
            List<CompletableFuture<AppendOutcome>> more = new ArrayList<>();
            for (int i = few; i < 6000; i++) {
                more.add(append(store, "key " + i, "answer " + i));
            }
            List<Integer> refused = new ArrayList<>();
            for (int i = 0; i < more.size(); i++) {
                try {
                    assertThat(more.get(i).join()).isEqualTo(AppendOutcome.STORED);
                } catch (CompletionException e) {
                    assertThat(e).hasCauseInstanceOf(StoreFullException.class);
                    refused.add(few + i);
                }
            }
            assertThatThrownBy(() -> append(store, "key 1", "answer 1").join())
                    .hasCauseInstanceOf(StoreFullException.class);
            disk.indexFull = false;
            for (int i = 0; i < 6000; i++) {
                assertThat(append(store, "key " + i, "answer " + i).join())
                        .isEqualTo(refused.contains(i) ? AppendOutcome.STORED : AppendOutcome.DUPLICATE);
            }
            assertThat(answers(store)).hasSize(6000).doesNotHaveDuplicates();
        }
    }

    /** Perhaps only the kernel has what a killed process wrote: the week's folder, its secret, the names in it. */
    @Test
    void whatAnotherProcessLeft_isMadeDurableBeforeAnythingIsTold() throws IOException {
        try (LocalAnswerStore store = open()) {
            append(store, "one");
        }
        disk.forcedFolders.clear();
        disk.forcedFiles.clear();
        try (LocalAnswerStore store = open()) {
            append(store, "one");
            assertThat(disk.forcedFolders).contains(root);
            assertThat(disk.forcedFiles)
                    .contains(segment(), root.resolve(WEEK.toString()).resolve(SecretFile.FILE));
        }
    }

    @Test
    void writeThatCannotBeTakenBack_breaksTheStore() throws IOException {
        try (LocalAnswerStore store = open()) {
            append(store, "before");
            disk.full = true;
            disk.truncateFails = true;
            assertThatThrownBy(() -> append(store, "half")).isInstanceOf(StoreFullException.class);
            assertThatThrownBy(() -> append(store, "next")).isInstanceOf(StoreBrokenException.class);
        }
        disk.full = false;
        disk.truncateFails = false;
        try (LocalAnswerStore again = open()) {
            assertThat(answers(again)).containsExactly("before");
        }
    }

    @Test
    void error_endsTheStoreAndEverybodyIsTold() throws IOException {
        LocalAnswerStore store = open();
        append(store, "before");
        disk.error = new OutOfMemoryError("none left");
        List<CompletableFuture<AppendOutcome>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(
                    store.append(WEEK, key("waits " + i), bytes("waits " + i)).toCompletableFuture());
        }
        for (CompletableFuture<AppendOutcome> one : waiting) {
            assertThatThrownBy(one::join).hasCauseInstanceOf(StoreBrokenException.class);
        }
        assertThat(store.broken().toCompletableFuture().join()).hasMessageContaining("none left");
        disk.error = null;
        assertThat(store.refusal()).containsInstanceOf(StoreBrokenException.class);
        assertThatThrownBy(() -> append(store, "later")).isInstanceOf(StoreBrokenException.class);
        assertThatThrownBy(() -> store.drop(WEEK)).isInstanceOf(StoreBrokenException.class);
        assertThat(answers(store)).containsExactly("before");
        store.close();
        try (LocalAnswerStore again = open()) {
            assertThat(answers(again)).containsExactly("before");
        }
    }

    @Test
    void interrupts_areNoFailures() throws Exception {
        try (LocalAnswerStore store = open()) {
            Thread commits = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("limpid-store"))
                    .findFirst()
                    .orElseThrow();
            for (int i = 0; i < 50; i++) {
                commits.interrupt();
                append(store, "answer " + i);
            }
            assertThat(answers(store)).hasSize(50);
        }
        Thread.currentThread().interrupt();
        try (LocalAnswerStore store = open()) {
            assertThat(store.weeks()).containsExactly(WEEK);
            append(store, "one more");
        }
        assertThat(Thread.interrupted()).isTrue();
    }
}
