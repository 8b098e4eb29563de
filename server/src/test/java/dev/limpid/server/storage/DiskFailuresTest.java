package dev.limpid.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The local store on a disk that fails in every way a disk fails, and on threads that do. */
class DiskFailuresTest extends StoreCase {

    @Test
    void fullDisk_refusesAndGoesOnOnceThereIsRoom() throws IOException {
        try (LocalAnswerStore store = open()) {
            append(store, "before");
            disk.full = true;
            assertThatThrownBy(() -> append(store, "too much")).isInstanceOf(StoreFullException.class);
            disk.full = false;
            append(store, "after");
            assertThat(answers(store)).containsExactlyInAnyOrder("before", "after");
            // What was refused is new when it comes again.
            assertThat(append(store, "too much")).isEqualTo(Appended.STORED);
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
            assertThat(append(store, "one")).isEqualTo(Appended.STORED);
            assertThat(append(store, "one")).isEqualTo(Appended.DUPLICATE);
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
        List<CompletableFuture<Appended>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(
                    store.append(WEEK, key("waits " + i), bytes("waits " + i)).toCompletableFuture());
        }
        for (CompletableFuture<Appended> one : waiting) {
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
