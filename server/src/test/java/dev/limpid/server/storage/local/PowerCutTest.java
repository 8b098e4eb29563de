package dev.limpid.server.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.storage.AppendOutcome;
import dev.limpid.server.storage.ResendKey;
import dev.limpid.server.storage.segment.Acknowledged;
import dev.limpid.server.storage.segment.CommitFrame;
import dev.limpid.server.storage.segment.StoreCheck;
import dev.limpid.server.storage.segment.StoreLook;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Power cuts at any time: of what was written since a file was last forced, a disk may have any blocks, and the file may be
 * as long as before or as now. The disk is sometimes full, too.
 */
class PowerCutTest extends StoreTestBase {

    private static final List<LocalDate> WEEKS = List.of(WEEK, WEEK.plusWeeks(1));

    /** What the disk contains of each file, and what the kernel contains. */
    private final Map<Path, byte[]> durable = new HashMap<>();

    private final List<Cut> cuts = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> acknowledged = Collections.synchronizedSet(new HashSet<>());
    private final Set<String> sent = Collections.synchronizedSet(new HashSet<>());

    private Random random = new Random();

    /** The state at one moment. */
    private record Cut(Map<Path, byte[]> durable, Map<Path, byte[]> now, Set<String> acknowledged, Set<String> sent) {}

    /** Few enough for several frames and segments. */
    private static final int TOGETHER = 10;

    /** Of each answer that was sent, since every image is sent all of them again. */
    private final Map<String, ResendKey> keys = new HashMap<>();

    @RepeatedTest(6)
    void powerCut_whereverItComes_losesNothingThatWasTold_andLeavesNoDamage(RepetitionInfo run) throws IOException {
        random = new Random(run.getCurrentRepetition());
        long segmentBytes = List.of(1L << 26, 3000L, 20_000L).get(run.getCurrentRepetition() % 3);
        LocalStoreLimits limits = new LocalStoreLimits(segmentBytes, 0, 1 << 25);
        for (int opening = 0; opening < 3; opening++) {
            try (LocalAnswerStore store = LocalAnswerStore.open(root, limits, new CuttingDisk())) {
                for (int i = 0; i < 12; i++) {
                    List<CompletableFuture<?>> group = new ArrayList<>();
                    for (int j = random.nextInt(6); j >= 0; j--) {
                        String answer = "answer " + opening + "." + i + "." + j + " " + text();
                        LocalDate week = weekOf(answer);
                        sent.add(answer);
                        group.add(store.append(week, key(answer), answer.getBytes(StandardCharsets.ISO_8859_1))
                                .thenRun(() -> acknowledged.add(answer))
                                .toCompletableFuture());
                    }
                    group.forEach(one -> one.handle((done, refused) -> done).join());
                }
            }
        }
        assertThat(cuts.size()).isGreaterThan(20);
        Collections.shuffle(cuts, random);
        int number = 0;
        for (Cut cut : cuts.subList(0, Math.min(cuts.size(), 16))) {
            for (int image = 0; image < 3; image++) {
                requireSound(cut, root.resolve("image" + number++), limits);
            }
        }
    }

    private static LocalDate weekOf(String answer) {
        return WEEKS.get(Math.floorMod(answer.hashCode(), 2));
    }

    /** Sometimes many zeros, or bytes that look like the head of a frame. */
    private String text() {
        byte[] bytes = new byte[random.nextInt(10) == 0 ? random.nextInt(100_000) : random.nextInt(3000)];
        random.nextBytes(bytes);
        if (bytes.length > 600 && random.nextBoolean()) {
            Arrays.fill(bytes, random.nextInt(100), bytes.length - random.nextInt(100), (byte) 0);
        }
        for (int i = 0; i + CommitFrame.HEADER < bytes.length && i < 2000; i += 300) {
            ByteBuffer.wrap(bytes, i, CommitFrame.HEADER)
                    .putInt(CommitFrame.MAGIC_VALUE)
                    .putInt(0)
                    .putInt(1)
                    .putInt(50)
                    .putInt(50);
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void requireSound(Cut cut, Path image, LocalStoreLimits limits) throws IOException {
        StringBuilder how = new StringBuilder(image.getFileName().toString());
        for (Map.Entry<Path, byte[]> file : new TreeMap<>(cut.now()).entrySet()) {
            byte[] before = cut.durable().getOrDefault(file.getKey(), new byte[0]);
            byte[] left = left(before, file.getValue());
            how.append(", ")
                    .append(file.getKey())
                    .append(' ')
                    .append(before.length)
                    .append(" to ")
                    .append(file.getValue().length)
                    .append(" leaves ")
                    .append(left.length);
            Path to = image.resolve(file.getKey().toString());
            Files.createDirectories(to.resolveSibling("."));
            Files.write(to, left);
        }
        StoreCheck beside = StoreCheck.of(image);
        assertThat(beside.problems()).as(how.toString()).isEmpty();
        StoreLook.counts(image);
        try (LocalAnswerStore store = LocalAnswerStore.open(image, limits)) {
            assertThat(store.damage()).as(how.toString()).isEmpty();
            Set<String> found = new HashSet<>();
            for (LocalDate week : WEEKS) {
                store.read(week, answer -> {
                    String text = new String(answer, StandardCharsets.ISO_8859_1);
                    assertThat(found.add(text)).as(how.toString()).isTrue();
                    assertThat(weekOf(text)).isEqualTo(week);
                });
            }
            assertThat(found.containsAll(cut.acknowledged())).as(how.toString()).isTrue();
            assertThat(cut.sent().containsAll(found)).as(how.toString()).isTrue();
            assertThat(beside.answers()).as(how.toString()).isEqualTo(found.size());
            sendAgain(cut, found, store, how.toString());
            assertThat(store.damage()).isEmpty();
        }
        assertThat(StoreCheck.of(image))
                .as(how.toString())
                .isEqualTo(new StoreCheck(cut.sent().size(), List.of()));
        try (Stream<Path> files = Files.walk(image)) {
            for (Path file : (Iterable<Path>) files.sorted(Collections.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }

    private void sendAgain(Cut cut, Set<String> found, LocalAnswerStore store, String how) {
        List<String> answers = List.copyOf(cut.sent());
        for (int from = 0; from < answers.size(); from += TOGETHER) {
            List<String> some = answers.subList(from, Math.min(answers.size(), from + TOGETHER));
            List<CompletableFuture<AppendOutcome>> appended = new ArrayList<>();
            for (String answer : some) {
                appended.add(store.append(
                                weekOf(answer),
                                keys.computeIfAbsent(answer, StoreTestBase::key),
                                answer.getBytes(StandardCharsets.ISO_8859_1))
                        .toCompletableFuture());
            }
            for (int i = 0; i < some.size(); i++) {
                assertThat(appended.get(i).join())
                        .as(how)
                        .isEqualTo(found.contains(some.get(i)) ? AppendOutcome.DUPLICATE : AppendOutcome.STORED);
            }
        }
    }

    private static Set<String> copy(Set<String> of) {
        return Set.of(of.toArray(new String[0]));
    }

    /** One of all possible results. */
    private byte[] left(byte[] before, byte[] now) {
        int block = random.nextBoolean() ? 512 : 4096;
        int length = random.nextBoolean() ? before.length : now.length;
        byte[] left = new byte[length];
        int whole = random.nextInt(3);
        for (int at = 0; at < length; at += block) {
            int end = Math.min(length, at + block);
            boolean isNew = whole == 0 || (whole == 1 && random.nextBoolean());
            byte[] from = isNew ? now : before;
            if (at < from.length) {
                System.arraycopy(from, at, left, at, Math.min(end, from.length) - at);
            }
            if (end > before.length && random.nextInt(4) == 0) {
                // A block that the file did not have before: nothing of it was written.
                Arrays.fill(left, Math.max(at, Math.min(end, before.length)), end, (byte) 0);
            }
        }
        return left;
    }

    /** The real disk; the power may be cut before and after every operation. */
    private final class CuttingDisk implements Disk {

        private synchronized void cut() throws IOException {
            if (random.nextInt(8) != 0) {
                return;
            }
            Set<String> acknowledgedNow = copy(acknowledged);
            Map<Path, byte[]> now = new HashMap<>();
            for (Path file : durable.keySet()) {
                now.put(file, Files.exists(root.resolve(file)) ? Files.readAllBytes(root.resolve(file)) : new byte[0]);
            }
            cuts.add(new Cut(Map.copyOf(durable), now, acknowledgedNow, copy(sent)));
        }

        @Override
        public WritableFile open(Path file) throws IOException {
            Path name = root.relativize(file);
            WritableFile real = REAL.open(file);
            durable.putIfAbsent(name, new byte[0]);
            return new WritableFile() {
                @Override
                public long size() throws IOException {
                    return real.size();
                }

                @Override
                public void write(ByteBuffer bytes, long at) throws IOException {
                    if (random.nextInt(30) == 0 && !file.endsWith(Acknowledged.FILE)) {
                        real.write(
                                bytes.slice()
                                        .limit(Math.min(bytes.remaining(), bytes.remaining() / 4 * random.nextInt(6))),
                                at);
                        cut();
                        throw new IOException("No space left on device");
                    }
                    real.write(bytes, at);
                    cut();
                }

                @Override
                public void truncate(long size) throws IOException {
                    real.truncate(size);
                    cut();
                }

                @Override
                public void force() throws IOException {
                    cut();
                    durable.put(name, Files.readAllBytes(file));
                    cut();
                }

                @Override
                public void close() throws IOException {
                    real.close();
                }
            };
        }

        @Override
        public FreeSpace freeSpace(Path folder) {
            return () -> Long.MAX_VALUE;
        }

        @Override
        public void forceFolder(Path folder) throws IOException {
            REAL.forceFolder(folder);
        }
    }
}
