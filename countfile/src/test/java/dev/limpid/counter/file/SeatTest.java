package dev.limpid.counter.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the copies of the library in one JVM share, and the locks that they take together; tests with other processes are in testkit. */
class SeatTest {
    @TempDir
    Path folder;

    @Test
    void seat_isOneForAllUses() {
        Seat first = Seat.take();
        Seat second = Seat.take();
        assertThat(second).isSameAs(first);

        first.leave();
        assertThat(Seat.take()).isSameAs(first);
        first.leave();
        second.leave();
    }

    /** As a copy from another class loader sees it, which has its own seat. */
    @Test
    void seat_isBelowTheSystemsGroup_withAMapThatOthersFind() {
        Seat seat = Seat.take();
        try {
            assertThat(seat.getName()).isEqualTo("limpid");
            assertThat(seat.getParent().getParent()).isNull();
            Map<String, Object> shared = seat.get();
            shared.put("test", "found");
            assertThat(Seat.take().get()).containsEntry("test", "found");
            seat.leave();
            shared.remove("test");
        } finally {
            seat.leave();
        }
    }

    @Test
    void thread_inheritsNothingFromTheCodeThatNeedsItFirst() throws InterruptedException {
        Seat seat = Seat.take();
        try {
            StringBuilder ran = new StringBuilder();
            Thread thread = seat.thread("limpid test", () -> ran.append("yes"));
            assertThat(thread.getName()).isEqualTo("limpid test");
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getThreadGroup()).isSameAs(seat);
            assertThat(thread.getContextClassLoader()).isNull();

            thread.start();
            thread.join();

            assertThat(ran).hasToString("yes");
        } finally {
            seat.leave();
        }
    }

    @Test
    void share_isSeenUntilItsLastHolderEnds() {
        File file = folder.resolve("tool.v1.count").toFile();
        assertThat(InUseLock.isShared(file)).isFalse();
        InUseLock first = InUseLock.share(file);
        InUseLock second = InUseLock.share(file);

        first.release();
        first.release();
        assertThat(InUseLock.isShared(file)).isTrue();
        assertThat(InUseLock.isShared(folder.resolve("other.v1.count").toFile()))
                .isFalse();

        second.release();
        assertThat(InUseLock.isShared(file)).isFalse();
    }

    @Test
    void fold_isForOneAtATime_andBesideAShare() {
        File file = folder.resolve("tool.v1.count").toFile();
        InUseLock counting = InUseLock.share(file);
        InUseLock folding = InUseLock.fold(file);
        assertThat(folding).isNotNull();
        assertThat(InUseLock.fold(file)).isNull();
        InUseLock ofOther = InUseLock.fold(folder.resolve("other.v1.count").toFile());
        assertThat(ofOther).isNotNull();

        folding.release();
        InUseLock again = InUseLock.fold(file);
        assertThat(again).isNotNull();

        again.release();
        ofOther.release();
        counting.release();
    }

    /** The operating system identifies files, not paths. */
    @Test
    void share_isSeenByWhicheverPath() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        InUseLock lock = InUseLock.share(folder.resolve("tool.v1.count").toFile());

        assertThat(InUseLock.isShared(link.resolve("tool.v1.count").toFile())).isTrue();

        lock.release();
    }

    /**
     * Nothing is opened through a link: the files are then marked as in use only within this process, and none are
     * folded.
     */
    @Test
    void lock_thatCannotBeTaken_isOfThisProcessOnly() throws IOException {
        Files.createSymbolicLink(folder.resolve("locks"), folder.resolve("elsewhere"));
        File file = folder.resolve("tool.v1.count").toFile();

        InUseLock lock = InUseLock.share(file);
        assertThat(InUseLock.isShared(file)).isTrue();
        assertThat(InUseLock.fold(file)).isNull();
        lock.release();

        assertThat(InUseLock.isShared(file)).isFalse();
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    /** Nothing remains that would keep the file open or the classes loaded. */
    @Test
    void lock_thatEnded_leavesNothingInTheSeat() {
        Seat seat = Seat.take();
        try {
            File file = folder.resolve("tool.v1.count").toFile();
            InUseLock counting = InUseLock.share(file);
            InUseLock folding = InUseLock.fold(file);
            assertThat(folding).isNotNull();
            assertThat(keysOf(seat)).isEqualTo(3);

            folding.release();
            counting.release();

            assertThat(keysOf(seat)).isZero();
        } finally {
            seat.leave();
        }
    }

    private long keysOf(Seat seat) {
        synchronized (seat.get()) {
            return seat.get().keySet().stream()
                    .filter(key -> key.contains(folder.getFileName().toString()))
                    .count();
        }
    }
}
