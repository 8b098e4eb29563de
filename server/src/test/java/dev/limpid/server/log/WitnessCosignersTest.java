package dev.limpid.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.log.tree.Cosigners;
import dev.limpid.tlog.checkpoint.Policy;
import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.SignerKey;
import dev.limpid.tlog.note.VerifierKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Witnesses that somebody else runs, and that do not behave. */
class WitnessCosignersTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    /** The log waits for a witness while it holds its monitor: without an end, nothing could be appended any more. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n— witness.example "})
    void witnessThatNeverFinishesItsAnswer_stopsNoLog(String begun) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (ServerSocket witness = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try (Socket log = witness.accept()) {
                    assertThat(log.getInputStream().read()).isPositive();
                    log.getOutputStream().write(begun.getBytes(StandardCharsets.UTF_8));
                    done.await();
                } catch (IOException | InterruptedException e) {
                    return; // the test is over
                }
            });
            thread.setDaemon(true);
            thread.start();
            assertAppendWaitsForWitness(witness.getLocalPort());
            done.countDown();
        }
    }

    @Test
    void witnessThatAnswersWithoutEnd_isNotReadToItsEnd() throws Exception {
        try (ServerSocket witness = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try (Socket log = witness.accept()) {
                    assertThat(log.getInputStream().read()).isPositive();
                    log.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"
                                    .getBytes(StandardCharsets.UTF_8));
                    while (true) {
                        log.getOutputStream().write(new byte[1 << 16]);
                    }
                } catch (IOException e) {
                    return; // the log has disconnected
                }
            });
            thread.setDaemon(true);
            thread.start();
            assertAppendWaitsForWitness(witness.getLocalPort());
            thread.join(); // which it does only once the log has disconnected
        }
    }

    private void assertAppendWaitsForWitness(int port) throws Exception {
        Path place = folder.resolve("log");
        CollectionLog.init(Modules.COLLECTION, place, new SecureRandom());
        String policy;
        try (CollectionLog log = CollectionLog.open(Modules.COLLECTION, place, Cosigners.NONE, NOW)) {
            policy = log.facts("http://127.0.0.1/log").policy();
        }
        SignerKey key = SignerKey.generate("witness.example", KeyType.COSIGNATURE, new SecureRandom());
        Policy required = Policy.parse(policy.replace("quorum own\n", "") + "witness outside " + key.verifierKey()
                + " http://127.0.0.1:" + port + "\ngroup both all own outside\nquorum both\n");
        VerifierKey own = required.witnesses().values().iterator().next().key();
        try (CollectionLog log = CollectionLog.open(
                Modules.COLLECTION, place, new WitnessCosigners(required, own, Duration.ofMillis(500)), NOW)) {
            assertThat(log.config().append(List.of(Modules.config(1))).get(0).published())
                    .isFalse();
            assertThat(log.config().unpublishedEntries()).isEqualTo(1);
        }
    }
}
