package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.protocol.oblivious.MediaTypes;
import dev.limpid.protocol.release.Releases;
import dev.limpid.server.relay.RelayServer;
import dev.limpid.server.settings.ServerSettingsFile;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A node that follows its owner's log: what it learns from it, what it does not believe, and its own folder. */
class FollowingNodeTest extends NodesTestBase {

    @Test
    void nodeThatFollowsALog_takesANewConfigurationAndOutlivesTheOwner() throws Exception {
        Path nodeFile;
        try (TestCollection owner = TestCollection.start(ServerSettingsFile.read(nodes.file("owner", "")))) {
            nodeFile = nodes.follower(owner.server().url());
            try (TestCollection node = NodesOnOneBucket.node(nodeFile)) {
                assertThat(NodesOnOneBucket.status(node, TestCollection.ANSWER)).isEqualTo(200);
                String newer = TestCollection.answer(7).replace("v1.0.0", "v1.1.0");
                assertThat(NodesOnOneBucket.status(node, newer)).isEqualTo(409);
                String charts = TestCollection.CHARTS.replace("depth: 4", "depth: 5");
                String version = owner.only()
                        .publishConfiguration("charts.txt", charts, Releases.BY_HAND, TestCollection.PARTICIPATION)
                        .version();
                String newest = TestCollection.answer(8).replace("v1.0.0", version);
                // It asks at most once a second, whatever senders invent.
                long until = System.nanoTime() + NodesOnOneBucket.PATIENCE;
                while (NodesOnOneBucket.status(node, newest) != 200 && System.nanoTime() < until) {
                    LockSupport.parkNanos(50_000_000);
                }
                assertThat(NodesOnOneBucket.status(node, newest)).isEqualTo(200);
                assertThat(owner.stored()).hasSize(2);
                assertThat(node.get("log/config/checkpoint").statusCode()).isEqualTo(404);
            }
        }
        try (TestCollection node = NodesOnOneBucket.node(nodeFile)) {
            assertThat(NodesOnOneBucket.status(node, TestCollection.answer(9))).isEqualTo(200);
            assertThat(NodesOnOneBucket.status(node, TestCollection.answer(9).replace("v1.0.0", "v9.0.0")))
                    .as("nobody can say just now whether it is published")
                    .isEqualTo(503);
        }
    }

    @Test
    void nodeThatFollowsALog_opensWhatRelaysBring_onceItHasTheOwnersKeys() throws Exception {
        Files.writeString(folder.resolve("secret"), RelayedCollection.SECRET + "\n");
        String account = "[relay relay.example.net]\nsecret-file = secret\n";
        Path ownerFile = nodes.file("owner", "relays = " + RelayedCollection.NAMED + "\n" + account);
        try (TestCollection owner = TestCollection.start(ServerSettingsFile.read(ownerFile))) {
            Path nodeFile = nodes.follower(owner.server().url());
            Files.writeString(nodeFile, "publish-every = 1s\n" + Files.readString(nodeFile) + account);
            try (TestCollection node = NodesOnOneBucket.node(nodeFile);
                    RelayServer relay = RelayedCollection.relay(node.server().url())) {
                RelayedCollection relayedCollection = new RelayedCollection(owner, relay, HttpClient.newHttpClient());
                HttpResponse<byte[]> early = relayedCollection.post(
                        relayedCollection.seal(TestCollection.ANSWER).message(), MediaTypes.REQUEST);
                assertThat(early.statusCode()).isEqualTo(400);
                assertThat(new String(early.body(), StandardCharsets.UTF_8)).contains(MediaTypes.KEY_PROBLEM);

                Path keys = Files.createDirectories(folder.resolve("node/" + TestCollection.NAME + "/oblivious"));
                Files.copy(folder.resolve("owner/" + TestCollection.NAME + "/oblivious/0.key"), keys.resolve("0.key"));
                long until = System.nanoTime() + NodesOnOneBucket.PATIENCE;
                int status = 0;
                while (status != 200 && System.nanoTime() < until) {
                    status = relayedCollection
                            .post(relayedCollection.seal(TestCollection.ANSWER).message(), MediaTypes.REQUEST)
                            .statusCode();
                    LockSupport.parkNanos(50_000_000);
                }
                assertThat(relayedCollection
                                .send(relayedCollection.seal(TestCollection.ANSWER))
                                .status())
                        .isEqualTo(200);
                assertThat(owner.stored()).containsExactly(TestCollection.ANSWER);
            }
        }
    }

    @Test
    void logOfOtherKeys_isNotFollowed() throws Exception {
        try (TestCollection owner = TestCollection.start(ServerSettingsFile.read(nodes.file("owner", "")));
                TestCollection other = TestCollection.start(folder.resolve("other"))) {
            Path file = nodes.follower(owner.server().url());
            Files.writeString(
                    folder.resolve("policy.txt"), other.only().logFacts().policy());
            assertThatThrownBy(() -> NodesOnOneBucket.node(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot be verified");
        }
    }

    @Test
    void followedFilesThatWereChanged_areNotBelieved() throws Exception {
        try (TestCollection owner = TestCollection.start(ServerSettingsFile.read(nodes.file("owner", "")))) {
            Path file = nodes.follower(owner.server().url());
            NodesOnOneBucket.node(file).close();
            Path entries = folder.resolve("node/" + TestCollection.NAME + "/followed/entries-0");
            Files.writeString(
                    entries,
                    Files.readString(entries, StandardCharsets.ISO_8859_1).replace("h1:", "h1:A"),
                    StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> NodesOnOneBucket.node(file)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void secondNodeInOneFolder_isRefusedAndHarmsNothing() throws Exception {
        try (TestCollection owner = TestCollection.start(ServerSettingsFile.read(nodes.file("owner", "")))) {
            Path file = nodes.follower(owner.server().url());
            try (TestCollection node = NodesOnOneBucket.node(file)) {
                assertThatThrownBy(() -> NodesOnOneBucket.node(file))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("is locked: another process uses this node's folder");
                assertThat(NodesOnOneBucket.status(node, TestCollection.ANSWER)).isEqualTo(200);
            }
            NodesOnOneBucket.node(file).close();
        }
    }
}
