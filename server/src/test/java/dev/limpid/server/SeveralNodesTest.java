package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.protocol.config.Releases;
import dev.limpid.protocol.oblivious.MediaTypes;
import dev.limpid.server.log.LogFacts;
import dev.limpid.server.log.tree.PublishedLog;
import dev.limpid.server.ops.ServerMetrics;
import dev.limpid.server.relay.RelayServer;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerConfigFile;
import dev.limpid.server.storage.s3.S3Location;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An owner of the log and a node that takes answers, made by configuration files, on one bucket: s3proxy's, or that of
 * whatever {@code LIMPID_S3_ENDPOINT} names, with the credentials in {@code AWS_ACCESS_KEY_ID} and
 * {@code AWS_SECRET_ACCESS_KEY}.
 */
class SeveralNodesTest {

    private static final int ENOUGH = 60;
    private static final long PATIENCE = Duration.ofMinutes(1).toNanos();
    private static final Optional<URI> ELSEWHERE =
            Optional.ofNullable(System.getenv("LIMPID_S3_ENDPOINT")).map(URI::create);
    private static final String KEY = ELSEWHERE.isPresent() ? System.getenv("AWS_ACCESS_KEY_ID") : "identity";
    private static final String SECRET = ELSEWHERE.isPresent() ? System.getenv("AWS_SECRET_ACCESS_KEY") : "secret";

    @TempDir
    static Path objects;

    @TempDir
    Path folder;

    private static @Nullable S3Proxy proxy;
    private static URI endpoint = URI.create("http://localhost/");

    private String prefix = "";

    @BeforeAll
    static void start() throws Exception {
        System.setProperty("aws.accessKeyId", KEY);
        System.setProperty("aws.secretAccessKey", SECRET);
        if (ELSEWHERE.isPresent()) {
            endpoint = ELSEWHERE.get();
        } else {
            proxy = S3Proxy.builder()
                    .blobStore(new FilesystemNio2BlobStore(objects.toString()))
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                    .build();
            proxy.start();
            endpoint = URI.create("http://127.0.0.1:" + proxy.getPort());
        }
        S3Location place = new S3Location("limpid", "", Optional.of(endpoint), "us-east-1");
        try (S3Client s3 =
                place.client().httpClient(UrlConnectionHttpClient.create()).build()) {
            s3.createBucket(request -> request.bucket("limpid"));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        if (proxy != null) {
            proxy.stop();
        }
    }

    @BeforeEach
    void ownPrefix() {
        prefix = UUID.randomUUID() + "/";
    }

    @Test
    void answersOfTwoNodesOfWhichOneIsKilled_arePublishedExactlyOnce() throws Exception {
        Path ownerFile = file("owner", "");
        Process owner = process(ownerFile);
        URI ownerUrl = address(owner);
        Process node = process(follower(ownerUrl));
        URI nodeUrl = address(node);
        Set<String> byOwner = ConcurrentHashMap.newKeySet();
        Set<String> byNode = ConcurrentHashMap.newKeySet();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            // Both are sent the same answers.
            AtomicInteger toOwner = new AtomicInteger(i * 100_000);
            AtomicInteger toNode = new AtomicInteger(i * 100_000);
            senders.add(new Thread(() ->
                    Sending.untilItEnds(ownerUrl, () -> TestCollection.answer(toOwner.incrementAndGet()), byOwner)));
            senders.add(new Thread(
                    () -> Sending.untilItEnds(nodeUrl, () -> TestCollection.answer(toNode.incrementAndGet()), byNode)));
        }
        senders.forEach(Thread::start);
        awaitMore(byNode, ENOUGH, node);
        node.destroyForcibly().waitFor();
        awaitMore(byOwner, ENOUGH, owner);
        owner.destroy();
        owner.waitFor();
        for (Thread sender : senders) {
            sender.join();
        }
        try (TestCollection again = new TestCollection(
                CollectionServer.start(ServerConfigFile.read(ownerFile), TestCollection.LATER),
                HttpClient.newHttpClient())) {
            again.only().publishNow();
            List<String> published = Sending.published(again);
            assertThat(published).allMatch(line -> line.endsWith(",\"N\":1}")).doesNotHaveDuplicates();
            assertThat(new HashSet<>(published))
                    .containsAll(Sending.once(byOwner))
                    .containsAll(Sending.once(byNode));
        }
    }

    /** Their clocks are ten minutes apart, as of machines that nobody looks after. */
    @Test
    void answersOfTwoNodesThatAreKilledAndStartedAgain_arePublishedExactlyOnce() throws Exception {
        Path ownerFile = file("owner", "");
        Process owner = process(ownerFile);
        URI ownerUrl = address(owner);
        Path early = follower("early", ownerUrl);
        Path late = follower("late", ownerUrl);
        Set<String> answered = ConcurrentHashMap.newKeySet();
        AtomicInteger number = new AtomicInteger();
        for (int start = 0; start < 2; start++) {
            List<Process> nodes = List.of(process(early, "-PT5M"), process(late, "PT5M"));
            List<Thread> senders = new ArrayList<>();
            for (Process node : nodes) {
                URI url = address(node);
                // Nobody knows which was the last that the killed node took: those before are sent once more, to
                // either.
                AtomicInteger next = new AtomicInteger(Math.max(0, number.get() - ENOUGH));
                senders.add(new Thread(() -> Sending.untilItEnds(
                        url,
                        () -> {
                            int sent = next.incrementAndGet();
                            number.accumulateAndGet(sent, Math::max);
                            return TestCollection.answer(sent);
                        },
                        answered)));
            }
            senders.forEach(Thread::start);
            awaitMore(answered, ENOUGH, nodes.get(0));
            for (Process node : nodes) {
                node.destroyForcibly().waitFor();
            }
            for (Thread sender : senders) {
                sender.join();
            }
        }
        owner.destroyForcibly().waitFor();
        try (TestCollection again = new TestCollection(
                CollectionServer.start(ServerConfigFile.read(ownerFile), TestCollection.LATER),
                HttpClient.newHttpClient())) {
            again.only().publishNow();
            List<String> published = Sending.published(again);
            assertThat(published).allMatch(line -> line.endsWith(",\"N\":1}")).doesNotHaveDuplicates();
            assertThat(new HashSet<>(published)).containsAll(Sending.once(answered));
        }
    }

    @Test
    void nodeThatFollowsALog_takesANewConfigurationAndOutlivesTheOwner() throws Exception {
        Path nodeFile;
        try (TestCollection owner = TestCollection.start(ServerConfigFile.read(file("owner", "")))) {
            nodeFile = follower(owner.server().url());
            try (TestCollection node = node(nodeFile)) {
                assertThat(status(node, TestCollection.ANSWER)).isEqualTo(200);
                String newer = TestCollection.answer(7).replace("v1.0.0", "v1.1.0");
                assertThat(status(node, newer)).isEqualTo(409);
                String charts = TestCollection.CHARTS.replace("depth: 4", "depth: 5");
                String version = owner.only()
                        .publishConfiguration("charts.txt", charts, Releases.BY_HAND, TestCollection.PARTICIPATION)
                        .version();
                String newest = TestCollection.answer(8).replace("v1.0.0", version);
                // It looks at most once a second, whatever senders make up.
                long until = System.nanoTime() + PATIENCE;
                while (status(node, newest) != 200 && System.nanoTime() < until) {
                    LockSupport.parkNanos(50_000_000);
                }
                assertThat(status(node, newest)).isEqualTo(200);
                assertThat(owner.stored()).hasSize(2);
                assertThat(node.get("log/config/checkpoint").statusCode()).isEqualTo(404);
            }
        }
        try (TestCollection node = node(nodeFile)) {
            assertThat(status(node, TestCollection.answer(9))).isEqualTo(200);
            assertThat(status(node, TestCollection.answer(9).replace("v1.0.0", "v9.0.0")))
                    .as("nobody can say just now whether it is published")
                    .isEqualTo(503);
        }
    }

    @Test
    void weekThatTheOwnerPublishedForTheLastTime_isTakenByNoNode() throws Exception {
        Path nodeFile;
        try (TestCollection owner = TestCollection.start(ServerConfigFile.read(file("owner", "")))) {
            nodeFile = follower(owner.server().url());
            try (TestCollection node = node(nodeFile)) {
                assertThat(status(node, TestCollection.ANSWER)).isEqualTo(200);
            }
        }
        Clock later = Clock.offset(TestCollection.LATER, Duration.ofDays(45));
        try (CollectionServer owner =
                CollectionServer.start(ServerConfigFile.read(folder.resolve("owner.conf")), later)) {
            owner.collections().get(0).publishNow();
        }
        try (TestCollection node = node(nodeFile)) {
            HttpResponse<String> refused = node.post("answers", TestCollection.answer(3));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
            assertThat(refused.headers().firstValue("Limpid-Refusal")).contains("week-closed");
        }
    }

    /** What all nodes share is the owner's to forget. */
    @Test
    void nodeWhoseClockIsAhead_makesNobodyForgetWhatComesAgain() throws Exception {
        Path ownerFile = file("owner", "");
        Path nodeFile;
        try (TestCollection owner = TestCollection.start(ServerConfigFile.read(ownerFile))) {
            nodeFile = follower(owner.server().url());
            assertThat(status(owner, TestCollection.ANSWER)).isEqualTo(200);
            IntakeNode node = intakeNode(nodeFile, Clock.offset(TestCollection.CLOCK, Duration.ofDays(25)));
            node.workRegularly();
            node.close();
        }
        try (TestCollection owner = TestCollection.start(ServerConfigFile.read(ownerFile))) {
            assertThat(status(owner, TestCollection.ANSWER)).isEqualTo(200);
            assertThat(owner.stored()).as("it is known again").hasSize(1);
        }
    }

    @Test
    void markOfAWeekThatHasNotEnded_closesNothing() throws Exception {
        Path ownerFile = file("owner", "");
        LocalDate next = TestCollection.WEEK.plusWeeks(1);
        String answer = TestCollection.ANSWER.replace(TestCollection.WEEK.toString(), next.toString());
        try (TestCollection owner = TestCollection.start(ServerConfigFile.read(ownerFile))) {
            for (int week = 0; week < 1_100; week++) {
                owner.only().answers().markFinal(next.plusWeeks(week)); // more than a page of a listing
            }
            assertThat(owner.only().answers().finalWeeks()).hasSize(1_100);
            try (TestCollection node = node(follower(owner.server().url()))) {
                assertThat(status(node, answer)).isEqualTo(200);
            }
        }
    }

    private static IntakeNode intakeNode(Path file, Clock clock) throws Exception {
        CollectionSettings settings = ServerConfigFile.read(file).collections().get(0);
        ServerContext context = new ServerContext(clock, new SecureRandom(), Runnable::run, new ServerMetrics());
        return IntakeNode.open(settings, settings.follows().orElseThrow(), context);
    }

    @Test
    void nodeThatFollowsALog_opensWhatRelaysBring_onceItHasTheOwnersKeys() throws Exception {
        Files.writeString(folder.resolve("secret"), Relayed.SECRET + "\n");
        String account = "[relay relay.example.net]\nsecret-file = secret\n";
        Path ownerFile = file("owner", "relays = " + Relayed.NAMED + "\n" + account);
        try (TestCollection owner = TestCollection.start(ServerConfigFile.read(ownerFile))) {
            Path nodeFile = follower(owner.server().url());
            Files.writeString(nodeFile, "publish-every = 1s\n" + Files.readString(nodeFile) + account);
            try (TestCollection node = node(nodeFile);
                    RelayServer relay = Relayed.relay(node.server().url())) {
                Relayed relayed = new Relayed(owner, relay, HttpClient.newHttpClient());
                HttpResponse<byte[]> early =
                        relayed.post(relayed.seal(TestCollection.ANSWER).message(), MediaTypes.REQUEST);
                assertThat(early.statusCode()).isEqualTo(400);
                assertThat(new String(early.body(), StandardCharsets.UTF_8)).contains(MediaTypes.KEY_PROBLEM);

                Path keys = Files.createDirectories(folder.resolve("node/" + TestCollection.NAME + "/oblivious"));
                Files.copy(folder.resolve("owner/" + TestCollection.NAME + "/oblivious/0.key"), keys.resolve("0.key"));
                long until = System.nanoTime() + PATIENCE;
                int status = 0;
                while (status != 200 && System.nanoTime() < until) {
                    status = relayed.post(relayed.seal(TestCollection.ANSWER).message(), MediaTypes.REQUEST)
                            .statusCode();
                    LockSupport.parkNanos(50_000_000);
                }
                assertThat(relayed.send(relayed.seal(TestCollection.ANSWER)).status())
                        .isEqualTo(200);
                assertThat(owner.stored()).containsExactly(TestCollection.ANSWER);
            }
        }
    }

    @Test
    void logOfOtherKeys_isNotFollowed() throws Exception {
        try (TestCollection owner = TestCollection.start(ServerConfigFile.read(file("owner", "")));
                TestCollection other = TestCollection.start(folder.resolve("other"))) {
            Path file = follower(owner.server().url());
            Files.writeString(
                    folder.resolve("policy.txt"), other.only().logFacts().policy());
            assertThatThrownBy(() -> node(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot be verified");
        }
    }

    @Test
    void followedFilesThatWereChanged_areNotBelieved() throws Exception {
        try (TestCollection owner = TestCollection.start(ServerConfigFile.read(file("owner", "")))) {
            Path file = follower(owner.server().url());
            node(file).close();
            Path entries = folder.resolve("node/" + TestCollection.NAME + "/followed/entries-0");
            Files.writeString(
                    entries,
                    Files.readString(entries, StandardCharsets.ISO_8859_1).replace("h1:", "h1:A"),
                    StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> node(file)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void secondNodeInOneFolder_isRefusedAndHarmsNothing() throws Exception {
        try (TestCollection owner = TestCollection.start(ServerConfigFile.read(file("owner", "")))) {
            Path file = follower(owner.server().url());
            try (TestCollection node = node(file)) {
                assertThatThrownBy(() -> node(file))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("is locked: another process uses this node's folder");
                assertThat(status(node, TestCollection.ANSWER)).isEqualTo(200);
            }
            node(file).close();
        }
    }

    private static TestCollection node(Path file) throws Exception {
        return TestCollection.start(ServerConfigFile.read(file));
    }

    private static int status(TestCollection to, String answer) throws Exception {
        return to.post("answers", answer).statusCode();
    }

    private Path follower(URI owner) throws IOException {
        return follower("node", owner);
    }

    private Path follower(String name, URI owner) throws IOException {
        Path log = folder.resolve("owner/" + TestCollection.NAME + "/log");
        LogFacts facts = LogFacts.read(PublishedLog.read(TestCollection.NAME, log), log, owner + "log");
        Files.writeString(folder.resolve("policy.txt"), facts.policy());
        return file(name, "follow-log = " + owner + "log/\nfollow-policy = policy.txt\n");
    }

    private Path file(String name, String more) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".conf"), """
                listen = 127.0.0.1:0
                folder = %s
                answers-per-minute = 0
                answers-per-day = 0
                network-share = 0
                [collection %s]
                store-bucket = limpid
                store-prefix = %s
                store-endpoint = %s
                %s""".formatted(name, TestCollection.NAME, prefix, endpoint, more));
    }

    private Process process(Path file) throws IOException {
        return process(file, "PT0S");
    }

    /** A server by this file, whose clock is ahead by so much. */
    private Process process(Path file, String ahead) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerFileProcess.class.getName(),
                        file.toString(),
                        ahead)
                .redirectError(Files.createTempFile(folder, "server", ".err").toFile());
        builder.environment().put("AWS_ACCESS_KEY_ID", KEY);
        builder.environment().put("AWS_SECRET_ACCESS_KEY", SECRET);
        return builder.start();
    }

    private static void awaitMore(Set<String> answered, int more, Process server) {
        int enough = answered.size() + more;
        long until = System.nanoTime() + PATIENCE;
        while (answered.size() < enough && server.isAlive() && System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(answered.size()).isGreaterThanOrEqualTo(enough);
    }

    /** Where it listens, or why it does not. */
    private URI address(Process server) throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(line).as(() -> errors()).isNotNull();
        return URI.create(line);
    }

    private String errors() {
        StringBuilder text = new StringBuilder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "server*.err")) {
            for (Path file : files) {
                text.append(Files.readString(file));
            }
        } catch (IOException e) {
            text.append(e);
        }
        return text.toString();
    }
}
