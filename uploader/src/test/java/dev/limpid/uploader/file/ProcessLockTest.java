package dev.limpid.uploader.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.file.SharedState;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Only one process: what others see of the lock is in {@code ManyProcessesTest}. */
class ProcessLockTest {

    @TempDir
    Path folder;

    private static ProcessLock taken(Path file) throws IOException {
        return ProcessLock.tryAcquire(file).orElseThrow();
    }

    @Test
    void heldLock_cannotBeAcquiredAgain_untilItIsReleased() throws Exception {
        Path file = folder.resolve("lock");
        ProcessLock first = taken(file);
        assertThat(ProcessLock.tryAcquire(file)).isEmpty();
        assertThat(ProcessLock.tryAcquire(file)).as("as often as it is tried").isEmpty();
        first.close();
        taken(file).close();
        assertThat(file).as("two processes would lock two files of one name").exists();
    }

    @Test
    void lockOfOneFile_doesNotLockAnother() throws Exception {
        ProcessLock one = taken(folder.resolve("one"));
        ProcessLock other = taken(folder.resolve("other"));
        assertThat(ProcessLock.tryAcquire(folder.resolve("one"))).isEmpty();
        assertThat(ProcessLock.tryAcquire(folder.resolve("other"))).isEmpty();
        one.close();
        other.close();
    }

    @Test
    void lockReleasedTwice_staysWithItsNewOwner() throws Exception {
        Path file = folder.resolve("lock");
        ProcessLock first = taken(file);
        first.close();
        ProcessLock second = taken(file);
        first.close();
        assertThat(ProcessLock.tryAcquire(file)).isEmpty();
        second.close();
    }

    @Test
    void fileThatThisProcessLockedDirectly_isBusy_untilItIsReleased() throws Exception {
        Path file = folder.resolve("lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(ProcessLock.tryAcquire(file)).isEmpty();
        }
        taken(file).close();
    }

    @Test
    void folderInPlaceOfTheFile_isReported_andNothingIsLocked() throws Exception {
        Path file = folder.resolve("lock");
        Files.createDirectory(file);
        assertThatThrownBy(() -> ProcessLock.tryAcquire(file))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("found a folder, expected a regular file");
        Files.delete(file);
        Optional<ProcessLock> afterwards = ProcessLock.tryAcquire(file);
        assertThat(afterwards).isPresent();
        afterwards.orElseThrow().close();
    }

    @Test
    void linkInPlaceOfTheFile_isNotFollowed() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "mine");
        Path file = Files.createSymbolicLink(folder.resolve("lock"), elsewhere);
        assertThatThrownBy(() -> ProcessLock.tryAcquire(file))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("a symbolic link");
    }

    @Test
    void missingFolder_isNotCreated() {
        Path gone = folder.resolve("gone");
        assertThatThrownBy(() -> ProcessLock.tryAcquire(gone.resolve("lock"))).isInstanceOf(IOException.class);
        assertThat(gone).doesNotExist();
    }

    @Test
    void lock_isIdentifiedByItsRealPath() throws Exception {
        Path there = Files.createDirectory(folder.resolve("there"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), there);
        ProcessLock first = taken(there.resolve("lock"));
        assertThat(ProcessLock.tryAcquire(link.resolve("lock"))).isEmpty();
        first.close();
    }

    private static SharedState sharedState() {
        SharedState sharedState = SharedState.take();
        sharedState.leave();
        return sharedState;
    }

    /** Otherwise the classes of a program that ended would stay loaded. */
    @Test
    void releasedOrRefusedLock_leavesTheSharedState() throws Exception {
        Path file = folder.resolve("lock");
        ProcessLock lock = taken(file);
        SharedState first = sharedState();
        assertThat(sharedState()).as("in use").isSameAs(first);
        assertThat(ProcessLock.tryAcquire(file)).isEmpty();
        lock.close();
        SharedState second = sharedState();
        assertThat(second).isNotSameAs(first);

        SharedState held = SharedState.take();
        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(() -> ProcessLock.tryAcquire(file)).isInstanceOf(FileSystemException.class);
        held.leave();
        assertThat(sharedState()).isNotSameAs(held);
    }

    /** Programs try at each of their passes: a file that stayed open would be one more each time. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void lockThatIsBusy_leavesNoFileOpen() throws Exception {
        Path file = folder.resolve("lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(ProcessLock.tryAcquire(file)).isEmpty();
            assertThat(timesOpen(file)).as("by this test").isEqualTo(1);
        }
        ProcessLock lock = taken(file);
        assertThat(timesOpen(file)).isEqualTo(1);
        lock.close();
        assertThat(timesOpen(file)).isZero();
    }

    private static long timesOpen(Path file) throws IOException {
        Path real = file.toRealPath();
        long times = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path each : open) {
                times += opened(each).filter(real::equals).isPresent() ? 1 : 0;
            }
        }
        return times;
    }

    private static Optional<Path> opened(Path descriptor) throws IOException {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // closed since it was listed
        }
    }

    /** Closing any channel of a file releases all locks of the process on it: other processes could then take them. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void secondAttempt_doesNotReleaseTheLockToOtherProcesses() throws Exception {
        Path file = folder.resolve("lock");
        ProcessLock lock = taken(file);
        assertThat(isLocked(file)).isTrue();
        assertThat(ProcessLock.tryAcquire(file)).isEmpty();
        assertThat(isLocked(file)).isTrue();
        lock.close();
        assertThat(isLocked(file)).isFalse();
    }

    /** Whether the operating system has a lock of this process on the file. */
    private static boolean isLocked(Path file) throws IOException {
        String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
        String process = " " + ProcessHandle.current().pid() + " ";
        return Files.readAllLines(Path.of("/proc/locks")).stream()
                .anyMatch(line -> line.contains(inode) && line.contains(process));
    }
}
