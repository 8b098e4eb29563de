package dev.limpid.counter.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
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

    /** What a copy of this library in another class loader has: the same types of the JDK, and a class of its own. */
    private static class OtherGroup extends ThreadGroup implements Supplier<Map<String, Object>> {
        private final Map<String, Object> shared = new HashMap<>();

        OtherGroup(String name) {
            super(top(), name);
        }

        static ThreadGroup top() {
            ThreadGroup top = Thread.currentThread().getThreadGroup();
            while (top.getParent() != null) {
                top = top.getParent();
            }
            return top;
        }

        @Override
        public Map<String, Object> get() {
            return shared;
        }

        @SuppressWarnings("removal") // does nothing in JDKs where groups need not be destroyed
        void end() {
            destroy();
        }
    }

    @Test
    void seat_takesTheMapOfAnotherCopy_andOfNoOtherGroup() {
        OtherGroup program = new OtherGroup("limpid2");
        Seat alone = Seat.take();
        assertThat(alone.get()).isNotSameAs(program.get());
        alone.leave();

        OtherGroup copy = new OtherGroup("limpid");
        Seat seat = Seat.take();
        assertThat(seat.get()).isSameAs(copy.get());
        seat.leave();
        copy.end();
        program.end();
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_18, disabledReason = "groups are not destroyed there")
    @SuppressWarnings("removal")
    void leave_ofTheLast_removesTheGroup_atOnceOrWithItsLastThread() throws InterruptedException {
        Seat idle = Seat.take();
        idle.leave();
        assertThat(idle.isDestroyed()).isTrue();

        Seat busy = Seat.take();
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = busy.thread("limpid test", () -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        thread.start();
        busy.leave();
        assertThat(busy.isDestroyed()).isFalse();
        Seat next = Seat.take();
        assertThat(next).isNotSameAs(busy);
        end.countDown();
        thread.join();
        assertThat(busy.isDestroyed()).isTrue();
        next.leave();
    }

    @Test
    void threadThatDies_printsNothing() throws InterruptedException {
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        Seat seat = Seat.take();
        try {
            Thread thread = seat.thread("limpid test", () -> {
                throw new IllegalStateException("of a test");
            });
            thread.start();
            thread.join();
        } finally {
            seat.leave();
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** Every version of the library, and every process, locks the same bytes. */
    @Test
    void share_locksOneByteOfTheFileLocks_andAFoldAnother() throws IOException {
        File file = folder.resolve("tool.v1.count").toFile();
        byte[] name = "tool.v1.count".getBytes(StandardCharsets.UTF_8);
        long place = Journal.fnv(name, 0, name.length) & 0x7fffffffL;
        try (FileChannel channel = FileChannel.open(
                folder.resolve("locks"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            assertThat(locked(channel, place)).isFalse();
            InUseLock counting = InUseLock.share(file);
            InUseLock folding = InUseLock.fold(file);
            assertThat(folding).isNotNull();
            assertThat(locked(channel, place - 1)).isFalse();
            assertThat(locked(channel, place)).isTrue();
            assertThat(locked(channel, place + 1)).isFalse();
            long fold = (1L << 31) + place;
            assertThat(locked(channel, fold - 1)).isFalse();
            assertThat(locked(channel, fold)).isTrue();
            assertThat(locked(channel, fold + 1)).isFalse();
            folding.release();
            assertThat(locked(channel, fold)).isFalse();
            assertThat(locked(channel, place)).isTrue();
            counting.release();
        }
    }

    private static boolean locked(FileChannel channel, long at) throws IOException {
        try (FileLock lock = channel.tryLock(at, 1, true)) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    /** As a copy of the library would that does not know the map. */
    @Test
    void lockThatSomebodyElseInThisProcessHolds_isSeen() throws IOException {
        File file = folder.resolve("tool.v1.count").toFile();
        byte[] name = "tool.v1.count".getBytes(StandardCharsets.UTF_8);
        long place = Journal.fnv(name, 0, name.length) & 0x7fffffffL;
        try (FileChannel channel = FileChannel.open(
                        folder.resolve("locks"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                FileLock ofUse = channel.tryLock(place, 1, true);
                FileLock ofFold = channel.tryLock((1L << 31) + place, 1, true)) {
            assertThat(ofUse.isValid() && ofFold.isValid()).isTrue();
            assertThat(InUseLock.isShared(file)).isTrue();
            assertThat(InUseLock.fold(file)).isNull();
            InUseLock lock = InUseLock.share(file);
            assertThat(InUseLock.isShared(file)).isTrue();
            lock.release();
        }
        Seat seat = Seat.take();
        assertThat(keysOf(seat)).isZero();
        seat.leave();
    }

    @Test
    void channelOfTheLocks_isClosedByItsLastUser() throws IOException {
        Seat seat = Seat.take();
        try {
            InUseLock counting = InUseLock.share(folder.resolve("tool.v1.count").toFile());
            FileChannel channel;
            synchronized (seat.get()) {
                Object used = Objects.requireNonNull(
                        seat.get().get("channel " + folder.toFile().getCanonicalPath()));
                channel = (FileChannel) Objects.requireNonNull(((Object[]) used)[0]);
            }
            assertThat(InUseLock.isShared(folder.resolve("other.v1.count").toFile()))
                    .isFalse();
            assertThat(channel.isOpen()).isTrue();
            counting.release();
            assertThat(channel.isOpen()).isFalse();
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

    /** Whoever keeps a seat keeps this copy's classes loaded. */
    @Test
    void lock_thatEnded_keepsNoSeat() {
        File file = folder.resolve("tool.v1.count").toFile();
        Seat before = Seat.take();
        assertThat(InUseLock.isShared(file)).isFalse();
        InUseLock.share(file).release();
        InUseLock folding = Objects.requireNonNull(InUseLock.fold(file));
        assertThat(InUseLock.fold(file)).isNull();
        folding.release();
        before.leave();

        Seat after = Seat.take();
        assertThat(after).isNotSameAs(before);
        after.leave();
    }

    /** Other copies of the library, of other versions, look for these. */
    @Test
    void keys_areThoseThatTheCopiesAgreedOn() throws IOException {
        Seat seat = Seat.take();
        String path = folder.toFile().getCanonicalPath();
        InUseLock counting = InUseLock.share(folder.resolve("tool.v1.count").toFile());
        InUseLock folding = Objects.requireNonNull(
                InUseLock.fold(folder.resolve("tool.v1.count").toFile()));
        synchronized (seat.get()) {
            assertThat(seat.get())
                    .containsKeys(
                            "channel " + path,
                            "lock " + path + File.separator + "tool.v1.count",
                            "fold " + path + File.separator + "tool.v1.count");
        }
        folding.release();
        counting.release();
        seat.leave();
    }

    private long keysOf(Seat seat) {
        synchronized (seat.get()) {
            return seat.get().keySet().stream()
                    .filter(key -> key.contains(folder.getFileName().toString()))
                    .count();
        }
    }
}
