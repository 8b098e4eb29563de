package dev.limpid.server.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.server.storage.AppendOutcome;
import dev.limpid.server.storage.StoreFullException;
import dev.limpid.server.storage.segment.Acknowledged;
import dev.limpid.server.storage.segment.DamagedRange;
import dev.limpid.server.storage.segment.SegmentFiles;
import dev.limpid.server.storage.segment.StoreCheck;
import dev.limpid.server.storage.segment.StoreLook;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Answers that were acknowledged and cannot be read any more. */
class DamagedStoreTest extends StoreTestBase {

    @Test
    void flippedBit_isToldWhereverItIsAndLosesNoOtherAnswer() throws IOException {
        List<Long> ends = new ArrayList<>(List.of(0L));
        try (LocalAnswerStore store = open()) {
            for (int i = 0; i < 3; i++) {
                append(store, "answer " + i + " " + "long ".repeat(60));
                ends.add(acknowledgedEnd());
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
                // An answer that was resent is stored, and not after the damage; undamaged answers are recognised.
                assertThat(append(store, "answer " + (hit + 1) % 3 + " " + "long ".repeat(60)))
                        .isEqualTo(AppendOutcome.DUPLICATE);
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

    /** Zeros in place of acknowledged answers are damage, and zeros after them are not part of it. */
    @Test
    void zerosInsteadOfAnswersThatWereTold_areDamage() throws IOException {
        List<Long> ends = new ArrayList<>(List.of(0L));
        byte[] open;
        try (LocalAnswerStore store = open()) {
            for (int i = 0; i < 3; i++) {
                append(store, "answer " + i);
                ends.add(acknowledgedEnd());
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
                ends.add(acknowledgedEnd());
            }
        }
        byte[] whole = Files.readAllBytes(segment());
        for (int length = 0; length < whole.length; length++) {
            wipe();
            Files.write(segment(), Arrays.copyOf(whole, length));
            acknowledge(1, whole.length);
            List<String> reported = StoreCheck.of(root).problems();
            try (LocalAnswerStore store = open()) {
                assertThat(store.damage()).as("cut to %s", length).hasSize(1).isEqualTo(reported);
                assertThat(segment()).hasSize(length);
                assertThat(answers(store)).hasSize(length >= ends.get(0) ? 1 : 0);
            }
        }
        Files.delete(segment());
        try (LocalAnswerStore store = open()) {
            assertThat(store.damage()).anyMatch(reported -> reported.contains("00000001.seg"));
        }
    }

    /** Even if later segments have lines, and if there is other damage. */
    @Test
    void answersThatAreCutOff_areMissedForGood() throws IOException {
        List<Long> ends = new ArrayList<>(List.of(0L));
        try (LocalAnswerStore store = open()) {
            for (int i = 0; i < 3; i++) {
                append(store, "answer " + i);
                ends.add(acknowledgedEnd());
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
                        assertThat(append(store, "more " + round)).isEqualTo(AppendOutcome.STORED);
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

    /** The remaining whole frames look like a segment that was never longer. */
    @Test
    void earlierSegmentThatIsCutAtAFramesEnd_isMissedAtOnceAndForGood() throws IOException {
        LocalStoreLimits limits = new LocalStoreLimits(150, 0, 1 << 20);
        List<Long> ends = new ArrayList<>(List.of(0L));
        try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
            for (int i = 0; i < 3; i++) {
                append(store, "answer " + i);
                ends.add(acknowledgedEnd());
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
            assertThat(append(store, "answer 0")).isEqualTo(AppendOutcome.DUPLICATE);
        }
    }

    /** Even if the first line is torn or old, and if no later segment is left. */
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
        byte[] reported = Files.readAllBytes(lines);
        for (int left = 0; left < 4; left++) {
            for (boolean isDeleted : List.of(false, true)) {
                for (boolean isOld : List.of(false, true)) {
                    wipe();
                    for (int number = 1; number <= left; number++) {
                        Files.write(segment(number), whole.get(number - 1));
                    }
                    if (!isDeleted) {
                        Files.createFile(segment(left + 1));
                    }
                    List<String> lost = isDeleted
                            ? missing(left + 1, 4)
                            : Stream.concat(missing(left + 1, left + 1).stream(), missing(left + 2, 4).stream())
                                    .toList();
                    byte[] torn = reported.clone();
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
                            assertThat(append(store, "more " + round)).isEqualTo(AppendOutcome.STORED);
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

    /** What is reported about a row of segments that are missing. */
    private List<String> missing(int from, int to) {
        if (from > to) {
            return List.of();
        }
        return List.of((from == to
                        ? new DamagedRange.Missing(segment(from), 0)
                        : new DamagedRange.MissingRow(segment(from), segment(to), to - from + 1))
                .toString());
    }

    private Path segment(int number) {
        return SegmentFiles.file(root.resolve(WEEK.toString()), number);
    }

    /** Also if it is the last one that exists, once its end is recorded, and if the server runs meanwhile. */
    @Test
    void framesAppendedToASegmentThatHasEnded_areToldAndNotRead() throws IOException {
        LocalStoreLimits limits = new LocalStoreLimits(10, 0, 1 << 20);
        List<byte[]> whole = new ArrayList<>();
        try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
            for (int number = 1; number <= 3; number++) {
                append(store, "answer " + number);
                whole.add(Files.readAllBytes(segment(number)));
            }
            Files.write(segment(1), whole.get(1), StandardOpenOption.APPEND);
            assertThat(answers(store)).containsExactly("answer 1", "answer 2", "answer 3");
            assertThat(store.count(WEEK)).isEqualTo(3);
        }
        List<byte[]> appended = List.of(whole.get(1), new byte[100], bytes("something else"));
        for (int number = 1; number <= 3; number++) {
            for (byte[] more : appended) {
                wipe();
                try (AcknowledgedWriter lines = new AcknowledgedWriter(root.resolve(WEEK.toString()), disk)) {
                    for (int i = 1; i <= 3; i++) {
                        lines.writeEnd(new Acknowledged.Mark(i, whole.get(i - 1).length));
                    }
                    lines.write(new Acknowledged.Mark(3, whole.get(2).length));
                }
                for (int i = 1; i <= 3; i++) {
                    Files.write(segment(i), whole.get(i - 1));
                }
                Files.write(segment(number), more, StandardOpenOption.APPEND);
                long end = whole.get(number - 1).length;
                byte[] found = Files.readAllBytes(segment(number));
                String reported = segment(number) + ": found bytes " + end + " to " + found.length
                        + ", expected none: the segment ended at byte " + end
                        + " when it was full; the bytes are kept and not read";
                String how = more.length + " bytes after segment " + number;
                for (int round = 0; round < 2; round++) {
                    assertThat(StoreCheck.of(root)).as(how).isEqualTo(new StoreCheck(3 + round, List.of(reported)));
                    assertThat(StoreLook.counts(root)).as(how).containsExactly(Map.entry(WEEK, 3L + round));
                    assertThat(StoreLook.damagedWeeks(root)).as(how).containsExactly(WEEK);
                    try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, disk)) {
                        assertThat(store.damage()).as(how).containsExactly(reported);
                        assertThat(append(store, "answer " + number)).isEqualTo(AppendOutcome.DUPLICATE);
                        assertThat(answers(store)).as(how).hasSize(3 + round);
                        assertThat(store.count(WEEK))
                                .as("never taken for published in full")
                                .isEqualTo(4 + round);
                        append(store, "one more");
                        assertThat(answers(store)).as(how).hasSize(4);
                    }
                    assertThat(segment(number)).as(how).hasBinaryContent(found);
                }
            }
        }
    }

    /** Otherwise its line would tell of an end that it had once. */
    @Test
    void segmentThatHasEnded_isNotWrittenAgainByAServerWithLongerSegments() throws IOException {
        try (LocalAnswerStore store = LocalAnswerStore.open(root, new LocalStoreLimits(10, 0, 1 << 20), disk)) {
            append(store, "answer 1");
        }
        byte[] whole = Files.readAllBytes(segment());
        for (int i = 2; i <= 3; i++) {
            try (LocalAnswerStore store = open()) {
                append(store, "answer " + i);
                assertThat(answers(store)).hasSize(i);
            }
        }
        assertThat(segment()).hasBinaryContent(whole);
        assertThat(segment(3)).doesNotExist();
        assertThat(StoreCheck.of(root)).isEqualTo(new StoreCheck(3, List.of()));
    }

    /** However high its number is: all that seems to be missing is one finding, and takes no room. */
    @Test
    void strayFileWithAHighNumber_isToldAsOneRowOfMissingSegments() throws IOException {
        try (LocalAnswerStore store = open()) {
            append(store, "answer");
        }
        Path stray = segment(100_000);
        Files.createFile(stray);
        String row = segment(2) + " to 00099999.seg: answers that were acknowledged are missing: none of these 99998"
                + " segments exists, expected all of them, since one with a higher number exists or was acknowledged";
        assertThat(StoreCheck.of(root)).isEqualTo(new StoreCheck(1, List.of(row)));
        assertThat(StoreLook.damagedWeeks(root)).containsExactly(WEEK);
        try (LocalAnswerStore store = open()) {
            assertThat(store.damage()).containsExactly(row);
            assertThat(store.count(WEEK)).isEqualTo(2);
            assertThat(append(store, "another")).isEqualTo(AppendOutcome.STORED);
            assertThat(answers(store)).containsExactly("answer", "another");
        }
        Files.move(stray, segment(99_999_999));
        acknowledge(1, Files.size(segment()));
        try (LocalAnswerStore store = open()) {
            assertThat(store.damage())
                    .singleElement()
                    .asString()
                    .startsWith(segment(2) + " to 99999998.seg: ")
                    .contains(" 99999997 segments ");
            assertThatThrownBy(() -> append(store, "one more"))
                    .isInstanceOf(StoreFullException.class)
                    .hasMessage(segment(99_999_999)
                            + " has a number after which no segment is begun, expected at most 999999; if it is not a"
                            + " segment of this store, move it away");
            assertThat(append(store, "answer")).isEqualTo(AppendOutcome.DUPLICATE);
        }
        Files.delete(segment(99_999_999));
        acknowledge(99_999_999, 1);
        assertThat(StoreCheck.of(root).problems())
                .hasSize(1)
                .allMatch(reported -> reported.contains(" to 99999999.seg: "));
    }

    /** An earlier segment's line helps only if it is complete. */
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
            // A week with damage never counts as published in full.
            assertThat(store.count(WEEK)).isEqualTo(3);
            assertThat(append(store, "answer 1")).isEqualTo(AppendOutcome.DUPLICATE);
        }
    }

    /** The index is made from the heads of frames, which may be intact although the rest is not. */
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
            assertThat(append(store, "answer 1")).isEqualTo(AppendOutcome.DUPLICATE);
            assertThat(answers(store)).containsExactly("answer 1", "answer 2");
            assertThat(append(store, "answer 0")).isEqualTo(AppendOutcome.STORED);
            assertThat(append(store, "answer 0")).isEqualTo(AppendOutcome.DUPLICATE);
            assertThat(append(store, "answer 2")).isEqualTo(AppendOutcome.DUPLICATE);
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
            assertThat(append(store, "one")).isEqualTo(AppendOutcome.DUPLICATE);
        }
        Files.delete(secret);
        try (LocalAnswerStore store = open()) {
            // A resent answer counts again if it was stored before the loss, and not if it arrives now.
            assertThat(append(store, "one")).isEqualTo(AppendOutcome.STORED);
            assertThat(append(store, "one")).isEqualTo(AppendOutcome.DUPLICATE);
            assertThat(answers(store)).containsExactly("one", "one");
        }
    }
}
