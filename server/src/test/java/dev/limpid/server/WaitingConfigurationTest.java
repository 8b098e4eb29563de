package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.limpid.server.intake.IntakeLimits;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.ops.ServerMetrics;
import dev.limpid.server.runtime.ReleaseFinder;
import dev.limpid.server.runtime.ServerContext;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.server.witness.SeenHeads;
import dev.limpid.server.witness.Witness;
import dev.limpid.server.witness.WitnessServer;
import dev.limpid.tlog.checkpoint.Policy;
import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.SignerKey;
import dev.limpid.tlog.note.VerifierKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A configuration whose head too few witnesses cosigned: nothing calls it published before it is. */
class WaitingConfigurationTest {

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("dev.limpid.server");

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final SignerKey key = SignerKey.generate("lite.example", KeyType.COSIGNATURE, new SecureRandom());
    private final ServerMetrics metrics = new ServerMetrics();
    private String policy = "";
    private int port;
    private AutoCloseable witness = () -> {};

    @BeforeEach
    void prepare() throws Exception {
        said.start();
        LOGGER.setLevel(Level.INFO);
        LOGGER.addAppender(said);
        Path log = folder.resolve("log");
        CollectionLog.init(TestCollection.NAME, log, new SecureRandom());
        try (CollectionLog opened = CollectionLog.open(TestCollection.NAME, log, TestCollection.CLOCK)) {
            policy = opened.facts("http://127.0.0.1/log").policy();
        }
        startWitness();
        policy = policy.replace("quorum own\n", "")
                + "witness lite " + key.verifierKey() + " http://127.0.0.1:" + port + "\n"
                + "group both all own lite\nquorum both\n";
        Files.writeString(log.resolve("policy"), policy);
        Files.writeString(folder.resolve("charts.txt"), TestCollection.CHARTS);
    }

    private void startWitness() throws Exception {
        List<VerifierKey> logs =
                Policy.parse(policy).logs().stream().map(Policy.LogKey::key).toList();
        Witness watching = new Witness(key, logs, SeenHeads.open(folder.resolve("witness")), TestCollection.CLOCK);
        WitnessServer started =
                WitnessServer.start(watching, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        port = started.address().getPort();
        witness = () -> {
            started.close();
            watching.close();
        };
    }

    @AfterEach
    void stop() throws Exception {
        LOGGER.detachAppender(said);
        LOGGER.setLevel(null);
        metrics.close();
        witness.close();
    }

    private HostedCollection open() throws Exception {
        CollectionSettings config = new CollectionSettings(
                TestCollection.NAME,
                folder,
                Optional.empty(),
                IntakeLimits.usual(),
                Optional.of(folder.resolve("charts.txt")));
        return CollectionAssembler.served(
                config,
                PrivacyRules.of(ServerSettings.local(List.of(config)), config),
                new ServerContext(TestCollection.CLOCK, new SecureRandom(), Runnable::run, metrics),
                ReleaseFinder.BY_HAND);
    }

    private void decide(String more) throws Exception {
        Files.writeString(folder.resolve("charts.txt"), TestCollection.CHARTS + more);
    }

    private static String chart(String counter) {
        return "---\ntitle: More\ndescription: More.\nissue: https://example.org/issues/4\ntype: partition\n"
                + "program: example.org/tool\nmodule: versions: 1.2.0\ncounter: " + counter + "\n";
    }

    private List<String> messages() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void missingQuorum_isSaidAndNothingIsCalledPublished() throws Exception {
        try (HostedCollection collection = open()) {
            collection.runMaintenance();
            assertThat(messages()).contains("telemetry.example.org: published configuration v1.0.0");
            witness.close();

            decide(chart("tool/more"));
            collection.runMaintenance();
            String waits =
                    "telemetry.example.org: appended configuration v1.1.0, which is not published yet: it waits for"
                            + " witness lite (quorum 1 of 2)";
            assertThat(messages())
                    .containsOnlyOnce(waits)
                    .noneMatch(line -> line.contains("published configuration v1.1.0"));
            assertThat(collection.newestConfig()).contains("v1.0.0");
            assertThat(collection.log().config().missingCosignatures()).contains("witness lite (quorum 1 of 2)");
            assertThat(metrics.text()).contains("limpid_log_waiting{collection=\"telemetry.example.org\"} 1.0");

            collection.runMaintenance();
            assertThat(collection.log().config().unpublishedEntries())
                    .as("the same charts again")
                    .isEqualTo(1);
            assertThat(messages()).as("said once").containsOnlyOnce(waits);

            decide(chart("tool/other"));
            collection.runMaintenance();
            assertThat(collection.log().config().unpublishedEntries())
                    .as("other charts get a version of their own")
                    .isEqualTo(2);

            startWitness();
            collection.runMaintenance();
            assertThat(messages()).contains("telemetry.example.org: published configuration v1.2.0");
            assertThat(collection.newestConfig()).contains("v1.2.0");
            assertThat(metrics.text()).contains("limpid_log_waiting{collection=\"telemetry.example.org\"} 0.0");
        }
    }

    @Test
    void firstConfiguration_waitsToo() throws Exception {
        witness.close();
        try (HostedCollection collection = open()) {
            collection.runMaintenance();
            assertThat(collection.newestConfig()).isEmpty();
            assertThat(collection.configurationInForce()).isEmpty();
            assertThat(messages())
                    .anyMatch(line -> line.contains("appended configuration v1.0.0, which is not published yet"))
                    .noneMatch(line -> line.contains(": published"));
        }
    }
}
