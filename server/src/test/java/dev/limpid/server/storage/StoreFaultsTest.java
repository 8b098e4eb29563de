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
import java.util.stream.Stream;
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
    void tornTailOfWhichNobodyWasTold_goesWithoutAWord() throws IOException {
        try (LocalReportStore store = open()) {
            append(store, "kept");
        }
        long told = Files.size(segment());
        Files.write(segment(), new byte[] {'L', 'P', 'F', '1', 0}, StandardOpenOption.APPEND);
        assertThat(StoreCheck.of(root)).isEqualTo(new StoreCheck(1, List.of()));
        try (LocalReportStore store = open()) {
            assertThat(store.damage()).isEmpty();
            assertThat(segment()).hasSize(told);
        }
    }

    @Test
    void flippedBit_isToldWhereverItIsAndLosesNoOtherReport() throws IOException {
        List<Long> ends = new ArrayList<>(List.of(0L));
        try (LocalReportStore store = open()) {
            for (int i = 0; i < 3; i++) {
                append(store, "report " + i + " " + "long ".repeat(60));
                ends.add(Files.size(segment()));
            }
        }
        byte[] whole = Files.readAllBytes(segment());
        for (int at = 0; at < whole.length; at++) {
            wipe();
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            Files.write(segment(), flipped);
            acknowledge(1, whole.length);
            int place = at;
            int hit = (int) ends.stream().filter(end -> end <= place).count() - 1;
            StoreCheck check = StoreCheck.of(root);
            assertThat(check.reports()).isEqualTo(2);
            try (LocalReportStore store = open()) {
                assertThat(reports(store))
                        .as("byte %s", at)
                        .hasSize(2)
                        .noneMatch(one -> one.startsWith("report " + hit));
                assertThat(store.damage())
                        .singleElement()
                        .asString()
                        .contains("00000001.seg: corrupt at byte " + ends.get(hit) + ":");
                assertThat(store.damage()).isEqualTo(check.problems());
                // What came again is stored, behind no damage; what was not hit is known.
                assertThat(append(store, "report " + (hit + 1) % 3 + " " + "long ".repeat(60)))
                        .isEqualTo(Appended.DUPLICATE);
                append(store, "report " + hit + " " + "long ".repeat(60));
                assertThat(reports(store)).hasSize(3);
            }
            assertThat(segment()).hasBinaryContent(flipped);
            try (LocalReportStore store = open()) {
                assertThat(reports(store)).hasSize(3);
                assertThat(store.count(WEEK)).isGreaterThanOrEqualTo(3);
            }
        }
    }

    @Test
    void reportsThatWereToldAndAreCutOff_areMissed() throws IOException {
        List<Long> ends = new ArrayList<>();
        try (LocalReportStore store = open()) {
            for (int i = 0; i < 2; i++) {
                append(store, "report " + i);
                ends.add(Files.size(segment()));
            }
        }
        byte[] whole = Files.readAllBytes(segment());
        for (int length = 0; length < whole.length; length++) {
            wipe();
            Files.write(segment(), Arrays.copyOf(whole, length));
            acknowledge(1, whole.length);
            List<String> told = StoreCheck.of(root).problems();
            try (LocalReportStore store = open()) {
                assertThat(store.damage()).as("cut to %s", length).hasSize(1).isEqualTo(told);
                assertThat(segment()).hasSize(length);
                assertThat(reports(store)).hasSize(length >= ends.get(0) ? 1 : 0);
            }
        }
        Files.delete(segment());
        try (LocalReportStore store = open()) {
            assertThat(store.damage()).anyMatch(told -> told.contains("00000001.seg"));
        }
    }

    @Test
    void damageInAnEarlierSegment_isToldWhenItIsRead() throws IOException {
        LocalStoreLimits limits = new LocalStoreLimits(10, 0, 1 << 20);
        try (LocalReportStore store = LocalReportStore.open(root, limits, disk)) {
            for (int i = 0; i < 3; i++) {
                append(store, "report " + i);
            }
        }
        try (FileChannel channel = FileChannel.open(segment(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1}), 2);
        }
        try (LocalReportStore store = LocalReportStore.open(root, limits, disk)) {
            assertThat(reports(store)).containsExactly("report 1", "report 2");
            assertThat(store.damage()).hasSize(1);
            // A week with damage is not taken for one that is published in full.
            assertThat(store.count(WEEK)).isEqualTo(3);
            assertThat(append(store, "report 1")).isEqualTo(Appended.DUPLICATE);
        }
    }

    @Test
    void error_endsTheStoreAndEverybodyIsTold() throws IOException {
        LocalReportStore store = open();
        append(store, "before");
        disk.error = new OutOfMemoryError("none left");
        List<CompletableFuture<Appended>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(store.append(WEEK, bytes("waits " + i)).toCompletableFuture());
        }
        for (CompletableFuture<Appended> one : waiting) {
            assertThatThrownBy(one::join).hasCauseInstanceOf(StoreBrokenException.class);
        }
        assertThat(store.broken().toCompletableFuture().join()).hasMessageContaining("none left");
        disk.error = null;
        assertThat(store.refusal()).containsInstanceOf(StoreBrokenException.class);
        assertThatThrownBy(() -> append(store, "later")).isInstanceOf(StoreBrokenException.class);
        assertThatThrownBy(() -> store.drop(WEEK)).isInstanceOf(StoreBrokenException.class);
        assertThat(reports(store)).containsExactly("before");
        store.close();
        try (LocalReportStore again = open()) {
            assertThat(reports(again)).containsExactly("before");
        }
    }

    @Test
    void interrupts_areNoFailures() throws Exception {
        try (LocalReportStore store = open()) {
            Thread commits = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("limpid-store"))
                    .findFirst()
                    .orElseThrow();
            for (int i = 0; i < 50; i++) {
                commits.interrupt();
                append(store, "report " + i);
            }
            assertThat(reports(store)).hasSize(50);
        }
        Thread.currentThread().interrupt();
        try (LocalReportStore store = open()) {
            assertThat(store.weeks()).containsExactly(WEEK);
            append(store, "one more");
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    private void wipe() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(WEEK.toString()))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
    }

    /** What the server writes down before it tells the senders. */
    private void acknowledge(int segment, long length) throws IOException {
        try (Acknowledged file = new Acknowledged(root.resolve(WEEK.toString()), disk)) {
            file.write(new Acknowledged.Mark(segment, length));
        }
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
