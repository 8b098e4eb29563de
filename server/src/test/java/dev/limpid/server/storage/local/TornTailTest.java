package dev.limpid.server.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.storage.segment.ReadOnlyStore;
import dev.limpid.server.storage.segment.StoreCheck;
import dev.limpid.server.storage.segment.StoreLook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Unacknowledged bytes at the end of a segment: a torn commit, and zeros that were written ahead. */
class TornTailTest extends StoreTestBase {

    /** How much a disk writes completely or not at all. */
    private static final int BLOCK = 512;

    @Test
    void tornTail_isDroppedWhereverItIsTorn() throws IOException {
        List<Long> ends = new ArrayList<>();
        try (LocalAnswerStore store = open()) {
            for (int i = 0; i < 4; i++) {
                append(store, "answer " + i + " " + "long ".repeat(100));
                ends.add(acknowledgedEnd());
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
        long acknowledged = Files.size(segment());
        Files.write(segment(), new byte[] {'L', 'P', 'A', '1', 0}, StandardOpenOption.APPEND);
        assertThat(StoreCheck.of(root)).isEqualTo(new StoreCheck(1, List.of()));
        try (LocalAnswerStore store = open()) {
            assertThat(store.damage()).isEmpty();
            assertThat(segment()).hasSize(acknowledged);
        }
    }

    /** What a power cut may leave of the blocks of an unfinished commit, in every combination: as they were, as they are now, or what was there before. */
    @Test
    void powerCut_inACommit_losesNothingThatWasTold() throws IOException {
        Random random = new Random(3);
        StringBuilder long4 = new StringBuilder("answer 4 ");
        while (long4.length() < 2200) {
            long4.append((char) ('!' + random.nextInt(90)));
        }
        List<Long> ends = new ArrayList<>();
        byte[] before;
        byte[] after;
        try (LocalAnswerStore store = open()) {
            for (int i = 1; i <= 3; i++) {
                append(store, "answer " + i);
                ends.add(acknowledgedEnd());
            }
            before = Files.readAllBytes(segment());
            append(store, long4.toString());
            ends.add(acknowledgedEnd());
            after = Files.readAllBytes(segment());
        }
        assertThat(after).hasSameSizeAs(before);
        int acknowledged = ends.get(2).intValue();
        int first = acknowledged / BLOCK;
        int blocks = (ends.get(3).intValue() - 1) / BLOCK - first + 1;
        assertThat(blocks).isGreaterThanOrEqualTo(4);
        int images = 0;
        for (int mix = 0; mix < Math.pow(3, blocks); mix++) {
            byte[] image = before.clone();
            boolean whole = true;
            boolean possible = true;
            for (int i = 0, rest = mix; i < blocks; i++, rest /= 3) {
                int at = (first + i) * BLOCK;
                if (rest % 3 == 1) {
                    System.arraycopy(after, at, image, at, BLOCK);
                } else if (rest % 3 == 2) {
                    possible &= at >= acknowledged; // no disk tears what it does not write
                    byte[] noise = new byte[BLOCK];
                    random.nextBytes(noise);
                    System.arraycopy(noise, 0, image, at, BLOCK);
                }
                whole &= rest % 3 == 1;
            }
            // The line may be a second old.
            for (long mark : possible ? List.of(ends.get(0), ends.get(2)) : List.<Long>of()) {
                wipe();
                Files.write(segment(), image);
                acknowledge(1, mark);
                requireSound("blocks " + mix, whole ? 4 : 3, ends.get(whole ? 3 : 2));
                images++;
            }
        }
        assertThat(images).isGreaterThan(100);
    }

    /**
     * While the store is open and after reopening it, everything that was acknowledged is there, nothing else is, and nothing
     * is taken for damage.
     */
    private void requireSound(String image, int answers, long end) throws IOException {
        assertThat(StoreCheck.of(root)).as(image).isEqualTo(new StoreCheck(answers, List.of()));
        assertThat(StoreLook.counts(root)).as(image).containsExactly(Map.entry(WEEK, (long) answers));
        try (ReadOnlyStore beside = new ReadOnlyStore(root)) {
            assertThat(answers(beside)).as(image).hasSize(answers);
            assertThat(beside.damage()).as(image).isEmpty();
        }
        try (LocalAnswerStore store = open()) {
            assertThat(store.damage()).as(image).isEmpty();
            assertThat(segment()).as(image).hasSize(end);
            assertThat(answers(store)).as(image).hasSize(answers).contains("answer 1", "answer 2", "answer 3");
            append(store, "one more");
            assertThat(answers(store)).as(image).hasSize(answers + 1).contains("one more");
        }
    }

    /** A killed process leaves zeros after its answers, wherever in a block they begin. */
    @Test
    void killedStore_leavesZerosThatNobodyTakesForAnything() throws IOException {
        for (int length = 1; length < 40; length++) {
            byte[] left;
            long end;
            try (LocalAnswerStore store = open()) {
                for (int i = 1; i <= 3; i++) {
                    append(store, "answer " + i);
                }
                append(store, "x".repeat(length));
                end = acknowledgedEnd();
                left = Files.readAllBytes(segment());
                requireBeside(4);
            }
            assertThat(left.length).isGreaterThan((int) end);
            assertThat(segment()).hasSize(end);
            for (boolean marked : List.of(true, false)) {
                wipe();
                Files.write(segment(), left);
                if (marked) {
                    acknowledge(1, end);
                }
                requireSound(length + " bytes, marked " + marked, 4, end);
            }
            wipe();
        }
    }

    private void requireBeside(int answers) throws IOException {
        assertThat(StoreCheck.of(root)).isEqualTo(new StoreCheck(answers, List.of()));
        try (ReadOnlyStore beside = new ReadOnlyStore(root)) {
            assertThat(answers(beside)).hasSize(answers);
            assertThat(beside.damage()).isEmpty();
        }
    }

    @Test
    void resendsAreForgotten_whileZerosAreWrittenAhead_andTheNextAnswerFindsNoDamage() throws IOException {
        try (LocalAnswerStore store = open()) {
            append(store, "one");
            store.endResendDetection(WEEK);
            append(store, "two");
            assertThat(store.damage()).isEmpty();
            assertThat(answers(store)).containsExactly("one", "two");
        }
    }

    @Test
    void fullSegment_isAsLongAsItsFrames_byTheSameFsync() throws IOException {
        LocalStoreLimits limits = new LocalStoreLimits(10, 0, 1 << 20);
        try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
            append(store, "one");
            assertThat(segment()).hasSize(acknowledgedEnd());
            assertThat(disk.forcedLength).isEqualTo(acknowledgedEnd());
            int before = disk.forces;
            append(store, "two");
            assertThat(disk.forces - before)
                    .as("the frame, and where its segment ends")
                    .isEqualTo(2);
            assertThat(StoreCheck.of(root)).isEqualTo(new StoreCheck(2, List.of()));
        }
    }
}
