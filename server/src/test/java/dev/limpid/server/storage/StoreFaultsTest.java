package dev.limpid.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local store on a disk that fails in every way a disk fails. */
class StoreFaultsTest {

    private static final LocalDate WEEK = LocalDate.parse("2026-11-16");

    @TempDir
    Path root;

    private final FailingDisk disk = new FailingDisk();

    @Test
    void fullDisk_refusesAndGoesOnOnceThereIsRoom() throws IOException {
        try (LocalReportStore store = open()) {
            append(store, "before");
            disk.full = true;
            assertThatThrownBy(() -> append(store, "too much")).isInstanceOf(StoreFullException.class);
            disk.full = false;
            append(store, "after");
            assertThat(reports(store)).containsExactlyInAnyOrder("before", "after");
            // What was refused is new when it comes again.
            assertThat(append(store, "too much")).isEqualTo(Appended.STORED);
        }
        try (LocalReportStore store = open()) {
            assertThat(reports(store)).containsExactlyInAnyOrder("before", "after", "too much");
        }
    }

    @Test
    void littleSpaceLeft_countsAsFullBeforeAnythingIsWritten() throws IOException {
        try (LocalReportStore store = open()) {
            disk.usable = 1000;
            assertThat(store.refusal()).containsInstanceOf(StoreFullException.class);
            assertThatThrownBy(() -> append(store, "report")).isInstanceOf(StoreFullException.class);
            disk.usable = Long.MAX_VALUE;
            assertThat(store.refusal()).isEmpty();
            append(store, "report");
        }
    }

    @Test
    void readOnlyDisk_refusesAndKeepsWhatIsThere() throws IOException {
        try (LocalReportStore store = open()) {
            append(store, "before");
            disk.readOnly = true;
            assertThatThrownBy(() -> append(store, "now")).isInstanceOf(StoreFullException.class);
            assertThat(reports(store)).containsExactly("before");
        }
    }

    @Test
    void failedFsync_breaksTheStoreForGood() throws IOException {
        LocalReportStore store = open();
        append(store, "before");
        disk.forceFails = true;
        assertThatThrownBy(() -> append(store, "lost?")).isInstanceOf(StoreBrokenException.class);
        disk.forceFails = false;
        assertThatThrownBy(() -> append(store, "later")).isInstanceOf(StoreBrokenException.class);
        assertThat(store.broken().toCompletableFuture()).isCompleted();
        assertThat(store.refusal()).containsInstanceOf(StoreBrokenException.class);
        store.close();
        try (LocalReportStore again = open()) {
            assertThat(reports(again)).contains("before").doesNotContain("later");
        }
    }

    @Test
    void writeThatCannotBeTakenBack_breaksTheStore() throws IOException {
        try (LocalReportStore store = open()) {
            append(store, "before");
            disk.full = true;
            disk.truncateFails = true;
            assertThatThrownBy(() -> append(store, "half")).isInstanceOf(StoreFullException.class);
            assertThatThrownBy(() -> append(store, "next")).isInstanceOf(StoreBrokenException.class);
        }
        disk.full = false;
        disk.truncateFails = false;
        try (LocalReportStore again = open()) {
            assertThat(reports(again)).containsExactly("before");
        }
    }

    @Test
    void slowDisk_gathersWhatWaitsIntoOneFsyncAndRefusesBeyondItsBound() throws Exception {
        LocalStoreLimits limits = new LocalStoreLimits(1 << 20, 0, 10_000);
        try (LocalReportStore store = LocalReportStore.open(root, limits, disk)) {
            append(store, "first");
            CountDownLatch slow = new CountDownLatch(1);
            disk.slow = slow;
            CompletableFuture<Appended> stuck =
                    store.append(WEEK, bytes("stuck")).toCompletableFuture();
            List<CompletableFuture<Appended>> waiting = new ArrayList<>();
            for (int i = 0; i < 90; i++) {
                waiting.add(
                        store.append(WEEK, bytes("waits " + "x".repeat(90) + i)).toCompletableFuture());
            }
            assertThatThrownBy(() -> store.append(WEEK, new byte[5000])
                            .toCompletableFuture()
                            .join())
                    .hasCauseInstanceOf(StoreBusyException.class);
            assertThat(stuck).isNotDone();
            int before = disk.forces;
            disk.slow = null;
            slow.countDown();
            for (CompletableFuture<Appended> one : waiting) {
                assertThat(one.get()).isEqualTo(Appended.STORED);
            }
            assertThat(disk.forces - before).isLessThanOrEqualTo(4);
            assertThat(reports(store)).hasSize(92);
        }
    }

    @Test
    void tornTail_isDroppedWhereverItIsTorn() throws IOException {
        List<Long> ends = new ArrayList<>();
        try (LocalReportStore store = open()) {
            for (int i = 0; i < 4; i++) {
                append(store, "report " + i + " " + "long ".repeat(100));
                ends.add(Files.size(segment()));
            }
        }
        byte[] whole = Files.readAllBytes(segment());
        for (int length = 0; length < whole.length; length++) {
            Files.write(segment(), Arrays.copyOf(whole, length));
            long size = length;
            int kept = (int) ends.stream().filter(end -> end <= size).count();
            try (LocalReportStore store = open()) {
                assertThat(reports(store)).hasSize(kept);
            }
        }
    }

    @Test
    void tornTailOfZerosOrNoise_isDropped() throws IOException {
        try (LocalReportStore store = open()) {
            append(store, "kept");
        }
        byte[] noise = new byte[3000];
        new Random(1).nextBytes(noise);
        for (byte[] tail : List.of(new byte[5000], noise)) {
            Files.write(segment(), tail, StandardOpenOption.APPEND);
            try (LocalReportStore store = open()) {
                assertThat(reports(store)).containsExactly("kept");
            }
        }
    }

    @Test
    void damageBeforeTheEnd_isToldAndNeverDropped() throws IOException {
        try (LocalReportStore store = open()) {
            append(store, "first");
            append(store, "second");
        }
        try (FileChannel channel = FileChannel.open(segment(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1}), Frame.HEADER + 5L);
        }
        assertThatThrownBy(this::open)
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining("00000001.seg: corrupt at byte 0");
    }

    @Test
    void secondServer_isKeptOut() throws IOException {
        LocalReportStore store = open();
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("in use by another server");
        store.close();
        open().close();
    }

    @Test
    void weekThatWasBeingDropped_isGone() throws IOException {
        try (LocalReportStore store = open()) {
            append(store, "report");
        }
        Path dropped = root.resolve(WEEK + ".dropped");
        Files.move(root.resolve(WEEK.toString()), dropped);
        try (LocalReportStore store = open()) {
            assertThat(store.weeks()).isEmpty();
            assertThat(dropped).doesNotExist();
        }
    }

    @Test
    void counts_areToldOfAStoreThatIsOpen() throws IOException {
        assertThat(LocalReportStore.counts(root.resolve("nothing"))).isEmpty();
        try (LocalReportStore store = open()) {
            append(store, "first");
            append(store, "second");
            Files.write(segment(), new byte[] {'L', 'P', 'F', '1', 0}, StandardOpenOption.APPEND);
            assertThat(LocalReportStore.counts(root)).containsExactly(Map.entry(WEEK, 2L));
        }
    }

    @Test
    void segments_areMany() throws IOException {
        LocalStoreLimits limits = new LocalStoreLimits(500, 0, 1 << 20);
        for (int round = 0; round < 3; round++) {
            try (LocalReportStore store = LocalReportStore.open(root, limits, disk)) {
                for (int i = 0; i < 10; i++) {
                    append(store, "report " + round + " " + i + " " + "x".repeat(200));
                }
                assertThat(reports(store)).hasSize((round + 1) * 10).doesNotHaveDuplicates();
            }
        }
        assertThat(root.resolve(WEEK.toString()).toFile().list()).hasSizeGreaterThan(5);
    }

    private Path segment() {
        return root.resolve(WEEK.toString()).resolve("00000001.seg");
    }

    private LocalReportStore open() throws IOException {
        return LocalReportStore.open(root, LocalStoreLimits.usual(), disk);
    }

    private static Appended append(ReportStore store, String report) throws IOException {
        try {
            return store.append(WEEK, bytes(report)).toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static List<String> reports(ReportStore store) throws IOException {
        List<String> reports = new ArrayList<>();
        store.read(WEEK, report -> reports.add(new String(report, StandardCharsets.UTF_8)));
        return reports;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
