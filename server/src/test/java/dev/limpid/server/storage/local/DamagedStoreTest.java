package dev.limpid.server.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.server.storage.Appended;
import dev.limpid.server.storage.segment.Acknowledged;
import dev.limpid.server.storage.segment.Damage;
import dev.limpid.server.storage.segment.SegmentFiles;
import dev.limpid.server.storage.segment.StoreCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was told and cannot be read any more. */
class DamagedStoreTest extends StoreCase {

    @Test
    void flippedBit_isToldWhereverItIsAndLosesNoOtherAnswer() throws IOException {
        List<Long> ends = new ArrayList<>(List.of(0L));
        try (LocalAnswerStore store = open()) {
            for (int i = 0; i < 3; i++) {
                append(store, "answer " + i + " " + "long ".repeat(60));
                ends.add(told());
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

    /** Zeros where answers were told are damage, and no zeros behind them are part of it. */
    @Test
    void zerosInsteadOfAnswersThatWereTold_areDamage() throws IOException {
        List<Long> ends = new ArrayList<>(List.of(0L));
        byte[] open;
        try (LocalAnswerStore store = open()) {
            for (int i = 0; i < 3; i++) {
                append(store, "answer " + i);
                ends.add(told());
            }
            open = Files.readAllBytes(segment());
        }
        for (int hit = 0; hit < 3; hit++) {
            wipe();
            byte[] image = open.clone();
            Arrays.fill(image, ends.get(hit).intValue(), ends.get(hit + 1).intValue(), (byte) 0);
            Files.write(segment(), image);
            acknowledge(1, ends.get(3));
            String damage = "00000001.seg: corrupt at byte " + ends.get(hit)
                    + ": found no whole frame of answers up to byte " + ends.get(hit + 1) + ",";
            StoreCheck check = StoreCheck.of(root);
            assertThat(check.answers()).isEqualTo(2);
            assertThat(check.problems()).singleElement().asString().contains(damage);
            for (int round = 0; round < 2; round++) {
                try (LocalAnswerStore store = open()) {
                    assertThat(answers(store)).hasSize(2 + round);
                    assertThat(store.damage()).isEqualTo(check.problems());
                    append(store, "one more");
                    assertThat(answers(store)).hasSize(3);
                    assertThat(segment()).hasSize(ends.get(3));
                }
            }
            assertThat(StoreCheck.of(root)).isEqualTo(new StoreCheck(3, check.problems()));
        }
    }

    @Test
    void answersThatWereToldAndAreCutOff_areMissed() throws IOException {
        List<Long> ends = new ArrayList<>();
        try (LocalAnswerStore store = open()) {
            for (int i = 0; i < 2; i++) {
                append(store, "answer " + i);
                ends.add(told());
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

    /** Also once later segments are told of, and beside other damage. */
    @Test
    void answersThatAreCutOff_areMissedForGood() throws IOException {
        List<Long> ends = new ArrayList<>(List.of(0L));
        try (LocalAnswerStore store = open()) {
            for (int i = 0; i < 3; i++) {
                append(store, "answer " + i);
                ends.add(told());
            }
        }
        byte[] whole = Files.readAllBytes(segment());
        for (int kept = 0; kept < 3; kept++) {
            for (boolean isFlipped : kept == 2 ? List.of(false, true) : List.of(false)) {
                wipe();
                int length = ends.get(kept).intValue();
                byte[] cut = Arrays.copyOf(whole, length);
                if (isFlipped) {
                    cut[30] ^= 1;
                }
                Files.write(segment(), cut);
                acknowledge(1, whole.length);
                int left = isFlipped ? kept - 1 : kept;
                assertThat(StoreCheck.of(root).problems())
                        .hasSize(isFlipped ? 2 : 1)
                        .anyMatch(one -> one.endsWith("missing from byte " + length + " on"));
                String lost = "00000001.seg: answers that were acknowledged are missing from byte " + length + " on";
                for (int round = 1; round <= 3; round++) {
                    try (LocalAnswerStore store = open()) {
                        assertThat(append(store, "more " + round)).isEqualTo(Appended.STORED);
                        assertThat(answers(store)).hasSize(left + round);
                        assertThat(store.damage()).hasSize(isFlipped ? 2 : 1).anyMatch(one -> one.contains(lost));
                    }
                    StoreCheck check = StoreCheck.of(root);
                    assertThat(check.answers()).isEqualTo(left + round);
                    assertThat(check.problems()).hasSize(isFlipped ? 2 : 1).anyMatch(one -> one.contains(lost));
                }
            }
        }
    }

    /** The whole frames that are left look like a segment that was never longer. */
    @Test
    void earlierSegmentThatIsCutAtAFramesEnd_isMissedAtOnceAndForGood() throws IOException {
        LocalStoreLimits limits = new LocalStoreLimits(150, 0, 1 << 20);
        List<Long> ends = new ArrayList<>(List.of(0L));
        try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
            for (int i = 0; i < 3; i++) {
                append(store, "answer " + i);
                ends.add(told());
            }
            for (int i = 3; i < 8; i++) {
                append(store, "answer " + i);
            }
        }
        assertThat(SegmentFiles.in(root.resolve(WEEK.toString())).numbers()).containsExactly(1, 2, 3);
        byte[] whole = Files.readAllBytes(segment());
        assertThat(whole).hasSize(ends.get(3).intValue());
        for (int kept = 0; kept < 3; kept++) {
            Files.write(segment(), Arrays.copyOf(whole, ends.get(kept).intValue()));
            String lost =
                    segment() + ": answers that were acknowledged are missing from byte " + ends.get(kept) + " on";
            assertThat(StoreCheck.of(root)).isEqualTo(new StoreCheck(5 + kept, List.of(lost)));
            for (int round = 0; round < 2; round++) {
                try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
                    assertThat(store.damage()).containsExactly(lost);
                    assertThat(answers(store)).hasSize(5 + kept);
                    assertThat(store.count(WEEK))
                            .as("never taken for published in full")
                            .isEqualTo(6 + kept);
                }
            }
        }
        Files.write(segment(), whole);
        assertThat(StoreCheck.of(root)).isEqualTo(new StoreCheck(8, List.of()));
        try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
            assertThat(store.damage()).isEmpty();
            assertThat(append(store, "answer 0")).isEqualTo(Appended.DUPLICATE);
        }
    }

    /** Also with a first line that is torn or old, and if no later segment is left. */
    @Test
    void segmentsThatOnlyTheirOwnLinesTellOf_areMissed() throws IOException {
        LocalStoreLimits limits = new LocalStoreLimits(10, 0, 1 << 20);
        List<byte[]> whole = new ArrayList<>();
        try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
            for (int number = 1; number <= 4; number++) {
                append(store, "answer " + number);
                whole.add(Files.readAllBytes(segment(number)));
            }
        }
        Path lines = segment().resolveSibling(Acknowledged.FILE);
        byte[] told = Files.readAllBytes(lines);
        for (int left = 0; left < 4; left++) {
            for (boolean isDeleted : List.of(false, true)) {
                for (boolean isOld : List.of(false, true)) {
                    wipe();
                    List<String> lost = new ArrayList<>();
                    for (int number = 1; number <= 4; number++) {
                        if (number <= left) {
                            Files.write(segment(number), whole.get(number - 1));
                        } else {
                            lost.add(new Damage.Missing(segment(number), 0).toString());
                        }
                    }
                    if (!isDeleted) {
                        Files.createFile(segment(left + 1));
                    }
                    byte[] torn = told.clone();
                    torn[3] ^= 1;
                    Files.write(lines, torn);
                    if (isOld) {
                        acknowledge(1, whole.get(0).length);
                    }
                    String how = left + " left, deleted " + isDeleted + ", old line " + isOld;
                    assertThat(StoreCheck.of(root)).as(how).isEqualTo(new StoreCheck(left, lost));
                    for (int round = 0; round < 2; round++) {
                        try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
                            assertThat(store.damage()).as(how).isEqualTo(lost);
                            assertThat(append(store, "more " + round)).isEqualTo(Appended.STORED);
                            assertThat(answers(store)).as(how).hasSize(left + round + 1);
                        }
                    }
                    assertThat(segment(4))
                            .as("a copy may be put back")
                            .satisfiesAnyOf(
                                    file -> assertThat(file).doesNotExist(),
                                    file -> assertThat(file).isEmptyFile());
                    assertThat(StoreCheck.of(root)).as(how).isEqualTo(new StoreCheck(left + 2, lost));
                }
            }
        }
    }

    @Test
    void linesThatCannotBeRead_areNamed() throws IOException {
        try (LocalAnswerStore store = open()) {
            append(store, "answer");
        }
        Path lines = segment().resolveSibling(Acknowledged.FILE);
        Files.delete(lines);
        Files.createDirectory(lines);
        assertThatThrownBy(() -> StoreCheck.of(root)).hasMessageContaining(lines + " cannot be read: ");
        assertThatThrownBy(this::open).hasMessageContaining(lines + " cannot be read: ");
    }

    private Path segment(int number) {
        return SegmentFiles.file(root.resolve(WEEK.toString()), number);
    }

    /** The line of an earlier segment helps only while it is whole. */
    @Test
    void damagedLineOfAnEarlierSegment_isNoDamageOfIt() throws IOException {
        LocalStoreLimits limits = new LocalStoreLimits(10, 0, 1 << 20);
        try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
            for (int i = 0; i < 3; i++) {
                append(store, "answer " + i);
            }
        }
        Path file = segment().resolveSibling(Acknowledged.FILE);
        byte[] lines = Files.readAllBytes(file);
        int line = lines.length / 3;
        for (int at = line; at < lines.length; at++) {
            byte[] flipped = lines.clone();
            flipped[at] ^= 1;
            Files.write(file, flipped);
            assertThat(StoreCheck.of(root)).as("byte %s", at).isEqualTo(new StoreCheck(3, List.of()));
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

    /** The index is made from the heads of frames, which may be whole where the rest is not. */
    @Test
    void damageInAnEarlierSegment_isNewWhenItComesAgain_onceItIsKnown() throws IOException {
        LocalStoreLimits limits = new LocalStoreLimits(10, 0, 1 << 20);
        try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
            for (int i = 0; i < 3; i++) {
                append(store, "answer " + i);
            }
        }
        byte[] bytes = Files.readAllBytes(segment());
        bytes[bytes.length - 1] ^= 1;
        Files.write(segment(), bytes);
        try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
            assertThat(append(store, "answer 1")).isEqualTo(Appended.DUPLICATE);
            assertThat(answers(store)).containsExactly("answer 1", "answer 2");
            assertThat(append(store, "answer 0")).isEqualTo(Appended.STORED);
            assertThat(append(store, "answer 0")).isEqualTo(Appended.DUPLICATE);
            assertThat(append(store, "answer 2")).isEqualTo(Appended.DUPLICATE);
            assertThat(answers(store)).containsExactly("answer 1", "answer 2", "answer 0");
        }
    }

    @Test
    void secretThatIsLostOrDamaged_losesNoAnswer() throws IOException {
        Path secret = root.resolve(WEEK.toString()).resolve(SecretFile.FILE);
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
}
