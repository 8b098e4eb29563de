package dev.limpid.server.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.tree.AppendResult;
import dev.limpid.server.log.tree.RolledBackLogException;
import dev.limpid.tlog.checkpoint.Policy;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.SignerKey;
import dev.limpid.tlog.note.VerifierKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log and its witnesses, over real sockets. */
class CosignedLogTest {

    private static final String COLLECTION = "telemetry.example.org";
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    @TempDir
    Path folder;

    private final SignerKey key = SignerKey.generate("witness.example", KeyType.COSIGNATURE, new SecureRandom());
    private String policy = "";
    private int port;
    private AutoCloseable running = () -> {};

    @BeforeEach
    void start() throws Exception {
        CollectionLog.init(COLLECTION, log(), new SecureRandom());
        try (CollectionLog log = CollectionLog.open(COLLECTION, log(), clock(NOW))) {
            policy = log.facts("http://127.0.0.1/log").policy();
        }
        startWitness();
        policy = policy.replace("quorum own\n", "")
                + "witness outside " + key.verifierKey() + " http://127.0.0.1:" + port + "\n"
                + "group both all own outside\nquorum both\n";
        Files.writeString(log().resolve("policy"), policy);
    }

    private void startWitness() throws Exception {
        List<VerifierKey> logs =
                Policy.parse(policy).logs().stream().map(Policy.LogKey::key).toList();
        Witness witness = new Witness(key, logs, SeenHeads.open(folder.resolve("witness")), clock(NOW));
        WitnessServer server =
                WitnessServer.start(witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        port = server.address().getPort();
        running = () -> {
            server.close();
            witness.close();
        };
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
    }

    private Path log() {
        return folder.resolve("log");
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static List<AppendResult> append(CollectionLog log, int number) throws Exception {
        return log.config()
                .append(List.of(ModuleZip.pack(
                        new ModulePath(COLLECTION + "/config"), ModuleVersion.parse("v1." + number + ".0"), Map.of())));
    }

    @Test
    void head_isPublishedWithAQuorumOfCosignatures() throws Exception {
        try (CollectionLog log = CollectionLog.open(COLLECTION, log(), clock(NOW))) {
            for (int i = 0; i < 5; i++) {
                assertThat(append(log, i).get(0).published()).isTrue();
                Policy.Accepted head =
                        Policy.parse(policy).check(log.config().head().note());
                assertThat(head.checkpoint().size()).isEqualTo(i + 1);
                assertThat(head.cosigned()).containsOnlyKeys("own", "outside");
            }
        }
    }

    @Test
    void head_waitsForTheQuorumAndNothingThatWasAppendedIsLost() throws Exception {
        try (CollectionLog log = CollectionLog.open(COLLECTION, log(), clock(NOW))) {
            append(log, 0);
            running.close();
            assertThat(append(log, 1).get(0).published()).isFalse();
            assertThat(log.config().head().size()).isEqualTo(1);
            assertThat(log.config().versions(log.configModule())).hasSize(1);
            startWitness();
            assertThat(log.config().publish()).isTrue();
            assertThat(log.config().head().size()).isEqualTo(2);
        }
    }

    @Test
    void interruptWhileAWitnessIsAsked_isNoRefusal_andStopsNoLog() throws Exception {
        try (CollectionLog log = CollectionLog.open(COLLECTION, log(), clock(NOW))) {
            append(log, 0);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> append(log, 1)).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(log.config().unpublishedEntries()).isEqualTo(1);
            assertThat(log.config().publish()).isTrue();
            assertThat(log.config().head().size()).isEqualTo(2);
        }
    }

    @Test
    void idleHead_isCosignedAnew() throws Exception {
        try (CollectionLog log = CollectionLog.open(COLLECTION, log(), clock(NOW))) {
            append(log, 0);
        }
        Instant later = NOW.plusSeconds(86_400);
        try (CollectionLog log = CollectionLog.open(COLLECTION, log(), clock(later))) {
            log.renewHeads();
            Policy.Accepted head =
                    Policy.parse(policy).check(log.config().head().note());
            assertThat(head.checkpoint().size()).isEqualTo(1);
            assertThat(head.cosigned()).containsEntry("own", later);
        }
    }

    @Test
    void head_isNeverDatedBeforeTheLastOne() throws Exception {
        try (CollectionLog log = CollectionLog.open(COLLECTION, log(), clock(NOW))) {
            append(log, 0);
        }
        try (CollectionLog log = CollectionLog.open(COLLECTION, log(), clock(NOW.minusSeconds(3600)))) {
            append(log, 1);
            Policy.Accepted head =
                    Policy.parse(policy).check(log.config().head().note());
            assertThat(head.cosigned()).containsEntry("own", NOW);
        }
    }

    @Test
    void open_askingTheWitnessFindsABackupThatTookTheMemoryBackToo() throws Exception {
        Path backup = folder.resolve("backup");
        try (CollectionLog log = CollectionLog.open(COLLECTION, log(), clock(NOW))) {
            append(log, 0);
            copy(folder.resolve("log"), backup.resolve("log"));
            copy(folder.resolve("log-seen"), backup.resolve("log-seen"));
            append(log, 1);
        }
        for (String name : List.of("log", "log-seen")) {
            delete(folder.resolve(name));
            copy(backup.resolve(name), folder.resolve(name));
        }
        assertThatThrownBy(() -> CollectionLog.open(COLLECTION, log(), clock(NOW)))
                .isInstanceOf(RolledBackLogException.class)
                .hasMessageContaining("witness outside has cosigned a head of 2");
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

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
