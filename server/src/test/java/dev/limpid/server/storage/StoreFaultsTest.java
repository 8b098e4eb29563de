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
    void slowDisk_gathersWhatWaitsIntoOneFsyncAndRefusesBeyondItsBound() throws Exception {
        LocalStoreLimits limits = new LocalStoreLimits(1 << 20, 0, 10_000);
        try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
            append(store, "first");
            CountDownLatch slow = new CountDownLatch(1);
            disk.slow = slow;
            CompletableFuture<Appended> stuck =
                    store.append(WEEK, key("stuck"), bytes("stuck")).toCompletableFuture();
            List<CompletableFuture<Appended>> waiting = new ArrayList<>();
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
            for (CompletableFuture<Appended> one : waiting) {
                assertThat(one.get()).isEqualTo(Appended.STORED);
            }
            assertThat(disk.forces - before).isLessThanOrEqualTo(4);
            assertThat(answers(store)).hasSize(92);
        }
    }

    /** Who sent what first, or one after the other, is nothing that a file should say. */
    @Test
    void whatIsWrittenAtOnce_liesInTheOrderOfItsBytes() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sent.add("answer " + (i * 37 + 11) % 50);
        }
        try (LocalAnswerStore store = open()) {
            append(store, "before", "before").join();
            long size = Files.size(segment());
            CountDownLatch slow = new CountDownLatch(1);
            disk.slow = slow;
            List<CompletableFuture<Appended>> waiting = new ArrayList<>();
            waiting.add(append(store, "first", "first"));
            while (Files.size(segment()) == size) {
                Thread.onSpinWait(); // until the commit thread has written it and waits for the disk
            }
            for (int i = 0; i < sent.size(); i++) {
                waiting.add(append(store, "key " + i, sent.get(i)));
            }
            waiting.add(append(store, "key 3", sent.get(3)));
            disk.slow = null;
            slow.countDown();
            for (CompletableFuture<Appended> one : waiting.subList(0, sent.size() + 1)) {
                assertThat(one.get()).isEqualTo(Appended.STORED);
            }
            assertThat(waiting.get(sent.size() + 1).get()).isEqualTo(Appended.DUPLICATE);
            List<String> inOrder = new ArrayList<>(sent);
            inOrder.sort(null);
            inOrder.addAll(0, List.of("before", "first"));
            assertThat(answers(store)).containsExactlyElementsOf(inOrder);
            for (int i = 0; i < sent.size(); i++) {
                assertThat(append(store, "key " + i, "another").get()).isEqualTo(Appended.DUPLICATE);
            }
        }
        try (LocalAnswerStore again = open()) {
            assertThat(append(again, "key 7", "another").get()).isEqualTo(Appended.DUPLICATE);
        }
    }

    private static CompletableFuture<Appended> append(LocalAnswerStore store, String key, String answer) {
        return store.append(WEEK, key(key), bytes(answer)).toCompletableFuture();
    }

    @Test
    void tornTail_isDroppedWhereverItIsTorn() throws IOException {
        List<Long> ends = new ArrayList<>();
        try (LocalAnswerStore store = open()) {
            for (int i = 0; i < 4; i++) {
                append(store, "answer " + i + " " + "long ".repeat(100));
                ends.add(Files.size(segment()));
            }
        }
        byte[] whole = Files.readAllBytes(segment());
        for (int length = 0; length < whole.length; length++) {
            Files.write(segment(), Arrays.copyOf(whole, length));
            long size = length;
            int kept = (int) ends.stream().filter(end -> end <= size).count();
            try (LocalAnswerStore store = open()) {
                assertThat(answers(store)).hasSize(kept);
            }
        }
    }

    @Test
    void tornTailOfZerosOrNoise_isDropped() throws IOException {
        try (LocalAnswerStore store = open()) {
            append(store, "kept");
        }
        byte[] noise = new byte[3000];
        new Random(1).nextBytes(noise);
        for (byte[] tail : List.of(new byte[5000], noise)) {
            Files.write(segment(), tail, StandardOpenOption.APPEND);
            try (LocalAnswerStore store = open()) {
                assertThat(answers(store)).containsExactly("kept");
            }
        }
    }

    @Test
    void tornTailOfWhichNobodyWasTold_goesWithoutAWord() throws IOException {
        try (LocalAnswerStore store = open()) {
            append(store, "kept");
        }
        long told = Files.size(segment());
        Files.write(segment(), new byte[] {'L', 'P', 'A', '1', 0}, StandardOpenOption.APPEND);
        assertThat(StoreCheck.of(root)).isEqualTo(new StoreCheck(1, List.of()));
        try (LocalAnswerStore store = open()) {
            assertThat(store.damage()).isEmpty();
            assertThat(segment()).hasSize(told);
        }
    }

    @Test
    void flippedBit_isToldWhereverItIsAndLosesNoOtherAnswer() throws IOException {
        List<Long> ends = new ArrayList<>(List.of(0L));
        try (LocalAnswerStore store = open()) {
            for (int i = 0; i < 3; i++) {
                append(store, "answer " + i + " " + "long ".repeat(60));
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
            assertThat(check.answers()).isEqualTo(2);
            try (LocalAnswerStore store = open()) {
                assertThat(answers(store))
                        .as("byte %s", at)
                        .hasSize(2)
                        .noneMatch(one -> one.startsWith("answer " + hit));
                assertThat(store.damage())
                        .singleElement()
                        .asString()
                        .contains("00000001.seg: corrupt at byte " + ends.get(hit) + ":");
                assertThat(store.damage()).isEqualTo(check.problems());
                // What came again is stored, behind no damage; what was not hit is known.
                assertThat(append(store, "answer " + (hit + 1) % 3 + " " + "long ".repeat(60)))
                        .isEqualTo(Appended.DUPLICATE);
                append(store, "answer " + hit + " " + "long ".repeat(60));
                assertThat(answers(store)).hasSize(3);
            }
            assertThat(segment()).hasBinaryContent(flipped);
            try (LocalAnswerStore store = open()) {
                assertThat(answers(store)).hasSize(3);
                assertThat(store.count(WEEK)).isGreaterThanOrEqualTo(3);
            }
        }
    }

    @Test
    void answersThatWereToldAndAreCutOff_areMissed() throws IOException {
        List<Long> ends = new ArrayList<>();
        try (LocalAnswerStore store = open()) {
            for (int i = 0; i < 2; i++) {
                append(store, "answer " + i);
                ends.add(Files.size(segment()));
            }
        }
        byte[] whole = Files.readAllBytes(segment());
        for (int length = 0; length < whole.length; length++) {
            wipe();
            Files.write(segment(), Arrays.copyOf(whole, length));
            acknowledge(1, whole.length);
            List<String> told = StoreCheck.of(root).problems();
            try (LocalAnswerStore store = open()) {
                assertThat(store.damage()).as("cut to %s", length).hasSize(1).isEqualTo(told);
                assertThat(segment()).hasSize(length);
                assertThat(answers(store)).hasSize(length >= ends.get(0) ? 1 : 0);
            }
        }
        Files.delete(segment());
        try (LocalAnswerStore store = open()) {
            assertThat(store.damage()).anyMatch(told -> told.contains("00000001.seg"));
        }
    }

    @Test
    void damageInAnEarlierSegment_isToldWhenItIsRead() throws IOException {
        LocalStoreLimits limits = new LocalStoreLimits(10, 0, 1 << 20);
        try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
            for (int i = 0; i < 3; i++) {
                append(store, "answer " + i);
            }
        }
        try (FileChannel channel = FileChannel.open(segment(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1}), 2);
        }
        try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
            assertThat(answers(store)).containsExactly("answer 1", "answer 2");
            assertThat(store.damage()).hasSize(1);
            // A week with damage is not taken for one that is published in full.
            assertThat(store.count(WEEK)).isEqualTo(3);
            assertThat(append(store, "answer 1")).isEqualTo(Appended.DUPLICATE);
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

    @Test
    void secretThatIsLostOrDamaged_losesNoAnswer() throws IOException {
        Path secret = root.resolve(WEEK.toString()).resolve(WeekSecret.FILE);
        try (LocalAnswerStore store = open()) {
            append(store, "one");
        }
        byte[] whole = Files.readAllBytes(secret);
        for (int length = 0; length < whole.length; length++) {
            Files.write(secret, Arrays.copyOf(whole, length));
            try (LocalAnswerStore store = open()) {
                assertThat(answers(store)).containsExactly("one");
            }
        }
        Files.write(secret, whole);
        try (LocalAnswerStore store = open()) {
            assertThat(append(store, "one")).isEqualTo(Appended.DUPLICATE);
        }
        Files.delete(secret);
        try (LocalAnswerStore store = open()) {
            // What came before it was lost counts again if it comes again; what comes now does not.
            assertThat(append(store, "one")).isEqualTo(Appended.STORED);
            assertThat(append(store, "one")).isEqualTo(Appended.DUPLICATE);
            assertThat(answers(store)).containsExactly("one", "one");
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
    void forgottenResends_leaveNothingThatKnowsAToken() throws IOException {
        Path week = root.resolve(WEEK.toString());
        try (LocalAnswerStore store = open()) {
            append(store, "one");
            store.forgetResends(WEEK);
            assertThat(week.toFile().list()).containsExactlyInAnyOrder("00000001.seg", Acknowledged.FILE);
        }
    }

    private void wipe() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(WEEK.toString()))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                // Without the secret nothing that comes again would be known.
                if (!file.endsWith(WeekSecret.FILE)) {
                    Files.delete(file);
                }
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
        assertThat(LocalAnswerStore.counts(root.resolve("nothing"))).isEmpty();
        try (LocalAnswerStore store = open()) {
            append(store, "first");
            append(store, "second");
            Files.write(segment(), new byte[] {'L', 'P', 'A', '1', 0}, StandardOpenOption.APPEND);
            assertThat(LocalAnswerStore.counts(root)).containsExactly(Map.entry(WEEK, 2L));
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

    private Path segment() {
        return root.resolve(WEEK.toString()).resolve("00000001.seg");
    }

    private LocalAnswerStore open() throws IOException {
        return LocalAnswerStore.open(root, LocalStoreLimits.usual(), disk);
    }

    private static Appended append(AnswerStore store, String answer) throws IOException {
        try {
            return store.append(WEEK, key(answer), bytes(answer))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static List<String> answers(AnswerStore store) throws IOException {
        List<String> answers = new ArrayList<>();
        store.read(WEEK, answer -> answers.add(new String(answer, StandardCharsets.UTF_8)));
        return answers;
    }

    private static ResendKey key(String answer) {
        return ResendKey.ofReport(bytes(answer), "org.example/tool/chart");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
