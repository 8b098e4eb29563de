package dev.limpid.server.log.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.server.log.LogCheck;
import dev.limpid.server.log.Modules;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.merkle.Consistency;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.note.SignerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every write of an append fails once, in every way; afterwards the log keeps every promise that it signed. */
class InterruptedAppendTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);
    private static final int ADDED = 3;

    @TempDir
    Path folder;

    private final LogKeys keys = new LogKeys(
            List.of(SignerKey.generate(Modules.CONFIG.text(), KeyType.ED25519, new SecureRandom())),
            SignerKey.generate(Modules.CONFIG + "/time", KeyType.COSIGNATURE, new SecureRandom()));

    private TransparencyLog open(Path log, LogDisk disk) throws IOException {
        return TransparencyLog.open(
                TreeFiles.of(log, "config"), keys, AppendRule.ASCENDING, Cosigners.NONE, CLOCK, disk);
    }

    /** 254, so that the added entries fill a tile, and a tile of level 1 is written, too. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 254})
    void append_cutShortAtAnyWriteKeepsEveryPublishedHead(int size) throws Exception {
        Path base = folder.resolve("base/log");
        begin(base, size);
        for (FailingDisk.Left left : FailingDisk.Left.values()) {
            boolean failed = true;
            int fatal = 0;
            for (; failed; fatal++) {
                Path log = folder.resolve(left + "-" + fatal + "/log");
                Set<Checkpoint> published = new LinkedHashSet<>();
                copy(folder.resolve("base"), folder.resolve(left + "-" + fatal));
                note(log, published);
                failed = cutShort(log, size, new FailingDisk(fatal, left), published);
                recover(log, size, published);
            }
            assertThat(fatal).as("writes of opening and appending").isGreaterThan(12);
        }
    }

    private void begin(Path log, int size) throws Exception {
        try (TransparencyLog whole = open(log, new QuickDisk())) {
            if (size > 0) {
                whole.append(modules(0, size));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /** Opens the log, which publishes a head, and appends; returns whether the disk failed meanwhile. */
    private boolean cutShort(Path log, int size, FailingDisk disk, Set<Checkpoint> published) throws Exception {
        boolean failed = false;
        try (TransparencyLog cut = open(log, disk)) {
            try {
                cut.append(modules(size, ADDED));
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("injected");
                failed = true;
                assertThatThrownBy(() -> cut.append(modules(size, ADDED))).isInstanceOf(StoppedLogException.class);
                assertThatThrownBy(cut::publish).isInstanceOf(StoppedLogException.class);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("injected");
            failed = true;
        }
        note(log, published);
        return failed;
    }

    private void recover(Path log, int size, Set<Checkpoint> published) throws Exception {
        try (TransparencyLog again = open(log, new QuickDisk())) {
            note(log, published);
            assertThat(again.head().size()).isIn((long) size, (long) size + ADDED);
            List<AppendResult> results = again.append(modules(size, ADDED));
            assertThat(results.get(ADDED - 1).index()).isEqualTo(size + ADDED - 1);
            again.append(modules(size + ADDED, 1));
            note(log, published);
            Checkpoint head = again.head().checkpoint();
            assertThat(head.size()).isEqualTo(size + ADDED + 1);
            for (Checkpoint old : published) {
                if (old.size() > 0) {
                    Consistency.verify(
                            old.size(),
                            old.root(),
                            head.size(),
                            head.root(),
                            again.published().tree(again.head()).consistencyProof(old.size()));
                }
            }
            assertThat(LogCheck.check(again.published(), keys.verifierKeys(), AppendRule.ASCENDING)
                            .problems())
                    .isEmpty();
        }
    }

    /** What a reader can see at this moment. */
    private static void note(Path log, Set<Checkpoint> published) throws Exception {
        for (String name : List.of("config/checkpoint", "config/latest")) {
            if (Files.exists(log.resolve(name))) {
                Note note = Note.parse(Files.readAllBytes(log.resolve(name)));
                Checkpoint head = Checkpoint.parse(note.text());
                published.add(new Checkpoint("tree", head.size(), head.root()));
            }
        }
    }

    private static List<ModuleZip> modules(int first, int count) {
        List<ModuleZip> zips = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            zips.add(Modules.config(i));
        }
        return zips;
    }
}
