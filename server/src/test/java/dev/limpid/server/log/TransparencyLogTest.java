package dev.limpid.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.server.log.tree.AppendResult;
import dev.limpid.server.log.tree.CorruptLogException;
import dev.limpid.server.log.tree.Cosigners;
import dev.limpid.server.log.tree.RefusedAppendException;
import dev.limpid.server.log.tree.RolledBackLogException;
import dev.limpid.server.log.tree.StoppedLogException;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.merkle.Consistency;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.merkle.Inclusion;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.module.ModuleZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransparencyLogTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @BeforeEach
    void init() throws IOException {
        CollectionLog.init(Modules.COLLECTION, folder.resolve("log"), new SecureRandom());
    }

    private CollectionLog open() throws IOException {
        return CollectionLog.open(Modules.COLLECTION, folder.resolve("log"), Cosigners.NONE, CLOCK);
    }

    @Test
    void append_provesEveryModuleInEveryHeadAndEveryHeadInEveryLaterOne() throws Exception {
        List<Checkpoint> heads = new ArrayList<>();
        List<Hash> leaves = new ArrayList<>();
        try (CollectionLog log = open()) {
            int number = 0;
            for (int batch : new int[] {1, 2, 250, 3, 1, 300, 7}) {
                List<ModuleZip> zips = new ArrayList<>();
                for (int i = 0; i < batch; i++) {
                    zips.add(Modules.config(number++));
                }
                for (AppendResult result : log.config().append(zips)) {
                    assertThat(result.added()).isTrue();
                    assertThat(result.published()).isTrue();
                    assertThat(result.index()).isEqualTo(leaves.size());
                    leaves.add(ModuleRecord.of(Modules.config(leaves.size())).leaf());
                }
                Checkpoint head = log.config().head().checkpoint();
                assertThat(head.size()).isEqualTo(number);
                for (Checkpoint old : heads) {
                    List<Hash> proof =
                            log.config().published().tree(log.config().head()).consistencyProof(old.size());
                    Consistency.verify(old.size(), old.root(), head.size(), head.root(), proof);
                }
                for (int index = 0; index < number; index += 1 + number / 20) {
                    List<Hash> proof =
                            log.config().published().tree(log.config().head()).inclusionProof(index);
                    Inclusion.verify(index, leaves.get(index), head.size(), head.root(), proof);
                }
                heads.add(head);
            }
        }
        try (CollectionLog again = open()) {
            assertThat(again.config().head().checkpoint()).isEqualTo(heads.get(heads.size() - 1));
            assertThat(again.config().published().versions(Modules.CONFIG)).hasSize(leaves.size());
        }
    }

    @Test
    void append_findsTheSameBytesAgainAndRefusesOthersForEver() throws Exception {
        try (CollectionLog log = open()) {
            log.config().append(List.of(Modules.config(1)));
            assertThat(log.config().append(List.of(Modules.config(1))))
                    .containsExactly(new AppendResult(0, false, true));
            assertThatThrownBy(() -> log.config().append(List.of(Modules.config(1, "other"))))
                    .isInstanceOf(RefusedAppendException.class)
                    .hasMessageContaining("cannot become");
            log.config().append(List.of(Modules.config(2)));
        }
        try (CollectionLog again = open()) {
            assertThatThrownBy(() -> again.config().append(List.of(Modules.config(1, "other"))))
                    .isInstanceOf(RefusedAppendException.class);
            assertThat(again.config()
                            .published()
                            .module(Modules.CONFIG, Modules.version("v1.1.0"))
                            .hash())
                    .isEqualTo(Modules.config(1).hash());
            assertThat(again.config().head().size()).isEqualTo(2);
        }
    }

    @Test
    void append_takesAscendingConfigurationsOnly() throws Exception {
        try (CollectionLog log = open()) {
            log.config().append(List.of(Modules.config(5)));
            assertThatThrownBy(() -> log.config().append(List.of(Modules.config(4))))
                    .isInstanceOf(RefusedAppendException.class)
                    .hasMessageContaining("ascending");
            assertThatThrownBy(() -> log.config().append(List.of(Modules.config(7), Modules.config(6))))
                    .isInstanceOf(RefusedAppendException.class);
            assertThat(log.config().head().size()).isEqualTo(1);
        }
    }

    @Test
    void open_isForOneWriter() throws Exception {
        try (CollectionLog log = open()) {
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("locked");
            log.config().append(List.of(Modules.config(1)));
        }
        open().close();
    }

    @Test
    void open_refusesALogThatIsOlderThanAHeadItSigned() throws Exception {
        Path backup = folder.resolve("backup");
        try (CollectionLog log = open()) {
            log.config().append(List.of(Modules.config(1)));
            copy(folder.resolve("log"), backup);
            log.config().append(List.of(Modules.config(2)));
        }
        delete(folder.resolve("log"));
        copy(backup, folder.resolve("log"));
        assertThatThrownBy(this::open)
                .isInstanceOf(RolledBackLogException.class)
                .hasMessageContaining("has 1 entry")
                .hasMessageContaining("records a signed head of 2");
    }

    @Test
    void open_refusesALogThatWasMadeAnewUnderTheSameKey() throws Exception {
        try (CollectionLog log = open()) {
            log.config().append(List.of(Modules.config(1)));
        }
        delete(folder.resolve("log/config"));
        assertThatThrownBy(this::open).isInstanceOf(RolledBackLogException.class);
    }

    @Test
    void publish_signsNothingThatTheStoredTilesDoNotHashTo() throws Exception {
        try (CollectionLog log = open()) {
            log.config().append(List.of(Modules.config(1), Modules.config(2)));
            Path tile = folder.resolve("log/config/tile/0/000");
            byte[] bytes = Files.readAllBytes(tile);
            bytes[40] ^= 1;
            Files.write(tile, bytes);
            assertThatThrownBy(() -> log.config().publish()).isInstanceOf(CorruptLogException.class);
            assertThatThrownBy(() -> log.config().append(List.of(Modules.config(3))))
                    .isInstanceOf(StoppedLogException.class);
        }
        assertThatThrownBy(this::open).isInstanceOf(CorruptLogException.class);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
