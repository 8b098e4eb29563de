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
class SharedStateTest {
    @TempDir
    Path folder;

    @Test
    void sharedState_isOneForAllUses() {
        SharedState first = SharedState.take();
        SharedState second = SharedState.take();
        assertThat(second).isSameAs(first);

        first.leave();
        assertThat(SharedState.take()).isSameAs(first);
        first.leave();
        second.leave();
    }

    /** As a copy from another class loader sees it, which has its own shared state. */
    @Test
    void sharedState_isBelowTheSystemsGroup_withAMapThatOthersFind() {
        SharedState sharedState = SharedState.take();
        try {
            assertThat(sharedState.getName()).isEqualTo("limpid");
            assertThat(sharedState.getParent().getParent()).isNull();
            Map<String, Object> shared = sharedState.get();
            shared.put("test", "found");
            assertThat(SharedState.take().get()).containsEntry("test", "found");
            sharedState.leave();
            shared.remove("test");
        } finally {
            sharedState.leave();
        }
    }

    @Test
    void thread_inheritsNothingFromTheCodeThatNeedsItFirst() throws InterruptedException {
        SharedState sharedState = SharedState.take();
        try {
            StringBuilder ran = new StringBuilder();
            Thread thread = sharedState.thread("limpid test", () -> ran.append("yes"));
            assertThat(thread.getName()).isEqualTo("limpid test");
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getThreadGroup()).isSameAs(sharedState);
            assertThat(thread.getContextClassLoader()).isNull();

            thread.start();
            thread.join();

            assertThat(ran).hasToString("yes");
        } finally {
            sharedState.leave();
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
    void sharedState_takesTheMapOfAnotherCopy_andOfNoOtherGroup() {
        OtherGroup program = new OtherGroup("limpid2");
        SharedState alone = SharedState.take();
        assertThat(alone.get()).isNotSameAs(program.get());
        alone.leave();

        OtherGroup copy = new OtherGroup("limpid");
        SharedState sharedState = SharedState.take();
        assertThat(sharedState.get()).isSameAs(copy.get());
        sharedState.leave();
        copy.end();
        program.end();
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_18, disabledReason = "groups are not destroyed there")
    @SuppressWarnings("removal")
    void leave_ofTheLast_removesTheGroup_atOnceOrWithItsLastThread() throws InterruptedException {
        SharedState idle = SharedState.take();
        idle.leave();
        assertThat(idle.isDestroyed()).isTrue();

        SharedState busy = SharedState.take();
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
        SharedState next = SharedState.take();
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
        SharedState sharedState = SharedState.take();
        try {
            Thread thread = sharedState.thread("limpid test", () -> {
                throw new IllegalStateException("of a test");
            });
            thread.start();
            thread.join();
        } finally {
            sharedState.leave();
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
            InUseLock folding = InUseLock.tryFold(file);
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
            assertThat(InUseLock.tryFold(file)).isNull();
            InUseLock lock = InUseLock.share(file);
            assertThat(InUseLock.isShared(file)).isTrue();
            lock.release();
        }
        SharedState sharedState = SharedState.take();
        assertThat(keysOf(sharedState)).isZero();
        sharedState.leave();
    }

    @Test
    void channelOfTheLocks_isClosedByItsLastUser() throws IOException {
        SharedState sharedState = SharedState.take();
        try {
            InUseLock counting = InUseLock.share(folder.resolve("tool.v1.count").toFile());
            FileChannel channel;
            synchronized (sharedState.get()) {
                Object used = Objects.requireNonNull(
                        sharedState.get().get("channel " + folder.toFile().getCanonicalPath()));
                channel = (FileChannel) Objects.requireNonNull(((Object[]) used)[0]);
            }
            assertThat(InUseLock.isShared(folder.resolve("other.v1.count").toFile()))
                    .isFalse();
            assertThat(channel.isOpen()).isTrue();
            counting.release();
            assertThat(channel.isOpen()).isFalse();
        } finally {
            sharedState.leave();
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
        InUseLock folding = InUseLock.tryFold(file);
        assertThat(folding).isNotNull();
        assertThat(InUseLock.tryFold(file)).isNull();
        InUseLock ofOther = InUseLock.tryFold(folder.resolve("other.v1.count").toFile());
        assertThat(ofOther).isNotNull();

        folding.release();
        InUseLock again = InUseLock.tryFold(file);
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
        assertThat(InUseLock.tryFold(file)).isNull();
        lock.release();

        assertThat(InUseLock.isShared(file)).isFalse();
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    /** Nothing remains that would keep the file open or the classes loaded. */
    @Test
    void lock_thatEnded_leavesNothingInTheSeat() {
        SharedState sharedState = SharedState.take();
        try {
            File file = folder.resolve("tool.v1.count").toFile();
            InUseLock counting = InUseLock.share(file);
            InUseLock folding = InUseLock.tryFold(file);
            assertThat(folding).isNotNull();
            assertThat(keysOf(sharedState)).isEqualTo(3);

            folding.release();
            counting.release();

            assertThat(keysOf(sharedState)).isZero();
        } finally {
            sharedState.leave();
        }
    }

    /** Whoever keeps a shared state keeps this copy's classes loaded. */
    @Test
    void lock_thatEnded_keepsNoSeat() {
        File file = folder.resolve("tool.v1.count").toFile();
        SharedState before = SharedState.take();
        assertThat(InUseLock.isShared(file)).isFalse();
        InUseLock.share(file).release();
        InUseLock folding = Objects.requireNonNull(InUseLock.tryFold(file));
        assertThat(InUseLock.tryFold(file)).isNull();
        folding.release();
        before.leave();

        SharedState after = SharedState.take();
        assertThat(after).isNotSameAs(before);
        after.leave();
    }

    /** Other copies of the library, of other versions, look for these. */
    @Test
    void keys_areThoseThatTheCopiesAgreedOn() throws IOException {
        SharedState sharedState = SharedState.take();
        String path = folder.toFile().getCanonicalPath();
        InUseLock counting = InUseLock.share(folder.resolve("tool.v1.count").toFile());
        InUseLock folding = Objects.requireNonNull(
                InUseLock.tryFold(folder.resolve("tool.v1.count").toFile()));
        synchronized (sharedState.get()) {
            assertThat(sharedState.get())
                    .containsKeys(
                            "channel " + path,
                            "lock " + path + File.separator + "tool.v1.count",
                            "fold " + path + File.separator + "tool.v1.count");
        }
        folding.release();
        counting.release();
        sharedState.leave();
    }

    private long keysOf(SharedState sharedState) {
        synchronized (sharedState.get()) {
            return sharedState.get().keySet().stream()
                    .filter(key -> key.contains(folder.getFileName().toString()))
                    .count();
        }
    }
}
