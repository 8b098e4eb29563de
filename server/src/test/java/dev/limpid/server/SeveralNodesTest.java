package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.ops.ServerMetrics;
import dev.limpid.server.runtime.ServerContext;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettingsFile;
import dev.limpid.server.storage.AnswerStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What an owner of the log and its nodes share through a bucket: answers that are published exactly once whichever node is
 * killed, weeks that are closed, and secrets that are deleted. {@link SharedBucket} says which bucket.
 */
class SeveralNodesTest extends NodesTestBase {

    private static final int ENOUGH = 60;

    @Test
    void answersOfANodeAndAnOwnerThatAreKilled_arePublishedExactlyOnce() throws Exception {
        Path ownerFile = nodes.file("owner", "");
        Process owner = nodes.process(ownerFile);
        URI ownerUrl = nodes.address(owner);
        Process node = nodes.process(nodes.follower(ownerUrl));
        URI nodeUrl = nodes.address(node);
        Set<String> byOwner = ConcurrentHashMap.newKeySet();
        Set<String> byNode = ConcurrentHashMap.newKeySet();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            // Both get the same answers.
            AtomicInteger toOwner = new AtomicInteger(i * 100_000);
            AtomicInteger toNode = new AtomicInteger(i * 100_000);
            senders.add(new Thread(() -> BackgroundSender.untilItEnds(
                    ownerUrl, () -> TestCollection.answer(toOwner.incrementAndGet()), byOwner)));
            senders.add(new Thread(() -> BackgroundSender.untilItEnds(
                    nodeUrl, () -> TestCollection.answer(toNode.incrementAndGet()), byNode)));
        }
        senders.forEach(Thread::start);
        NodesOnOneBucket.awaitMore(byNode, ENOUGH, node);
        node.destroyForcibly().waitFor();
        NodesOnOneBucket.awaitMore(byOwner, ENOUGH, owner);
        owner.destroyForcibly().waitFor();
        for (Thread sender : senders) {
            sender.join();
        }
        try (TestCollection again = new TestCollection(
                CollectionServer.start(ServerSettingsFile.read(ownerFile), TestCollection.LATER),
                HttpClient.newHttpClient())) {
            again.only().publishNow();
            List<String> published = BackgroundSender.published(again);
            assertThat(published).allMatch(line -> line.endsWith(",\"N\":1}")).doesNotHaveDuplicates();
            assertThat(new HashSet<>(published))
                    .containsAll(BackgroundSender.once(byOwner))
                    .containsAll(BackgroundSender.once(byNode));
        }
    }

    /**
     * Their clocks differ by ten minutes, like those of badly maintained machines. The owner only serves its log to them.
     */
    @Test
    void answersOfTwoNodesThatAreKilledAndStartedAgain_arePublishedExactlyOnce() throws Exception {
        Path ownerFile = nodes.file("owner", "");
        Set<String> answered = ConcurrentHashMap.newKeySet();
        AtomicInteger number = new AtomicInteger();
        try (TestCollection owner = TestCollection.start(ServerSettingsFile.read(ownerFile))) {
            Path early = nodes.follower("early", owner.server().url());
            Path late = nodes.follower("late", owner.server().url());
            for (int start = 0; start < 2; start++) {
                List<Process> both = List.of(nodes.process(early, "-PT5M"), nodes.process(late, "PT5M"));
                List<Thread> senders = new ArrayList<>();
                for (Process node : both) {
                    URI url = nodes.address(node);
                    // Nobody knows which answer was the last that the killed node accepted: earlier ones are resent, to
                    // either node.
                    AtomicInteger next = new AtomicInteger(Math.max(0, number.get() - ENOUGH));
                    senders.add(new Thread(() -> BackgroundSender.untilItEnds(
                            url,
                            () -> {
                                int sent = next.incrementAndGet();
                                number.accumulateAndGet(sent, Math::max);
                                return TestCollection.answer(sent);
                            },
                            answered)));
                }
                senders.forEach(Thread::start);
                NodesOnOneBucket.awaitMore(answered, ENOUGH, both.get(0));
                for (Process node : both) {
                    node.destroyForcibly().waitFor();
                }
                for (Thread sender : senders) {
                    sender.join();
                }
            }
        }
        try (TestCollection again = new TestCollection(
                CollectionServer.start(ServerSettingsFile.read(ownerFile), TestCollection.LATER),
                HttpClient.newHttpClient())) {
            again.only().publishNow();
            List<String> published = BackgroundSender.published(again);
            assertThat(published).allMatch(line -> line.endsWith(",\"N\":1}")).doesNotHaveDuplicates();
            assertThat(new HashSet<>(published)).containsAll(BackgroundSender.once(answered));
        }
    }

    @Test
    void weekThatTheOwnerPublishedForTheLastTime_isTakenByNoNode() throws Exception {
        Path nodeFile;
        try (TestCollection owner = TestCollection.start(ServerSettingsFile.read(nodes.file("owner", "")))) {
            nodeFile = nodes.follower(owner.server().url());
            try (TestCollection node = NodesOnOneBucket.node(nodeFile)) {
                assertThat(NodesOnOneBucket.status(node, TestCollection.ANSWER)).isEqualTo(200);
            }
        }
        Clock later = Clock.offset(TestCollection.LATER, Duration.ofDays(45));
        try (CollectionServer owner =
                CollectionServer.start(ServerSettingsFile.read(folder.resolve("owner.conf")), later)) {
            owner.collections().get(0).publishNow();
        }
        try (TestCollection node = NodesOnOneBucket.node(nodeFile)) {
            HttpResponse<String> refused = node.post("answers", TestCollection.answer(3));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
            assertThat(refused.headers().firstValue("Limpid-Refusal")).contains("week-closed");
        }
    }

    /** Only the owner may delete what all nodes share. */
    @Test
    void nodeWhoseClockIsAhead_makesNobodyForgetWhatComesAgain() throws Exception {
        Path ownerFile = nodes.file("owner", "");
        Path nodeFile;
        try (TestCollection owner = TestCollection.start(ServerSettingsFile.read(ownerFile))) {
            nodeFile = nodes.follower(owner.server().url());
            assertThat(NodesOnOneBucket.status(owner, TestCollection.ANSWER)).isEqualTo(200);
            UploadNode node = intakeNode(nodeFile, Clock.offset(TestCollection.CLOCK, Duration.ofDays(25)));
            node.runMaintenance();
            node.close();
        }
        try (TestCollection owner = TestCollection.start(ServerSettingsFile.read(ownerFile))) {
            assertThat(NodesOnOneBucket.status(owner, TestCollection.ANSWER)).isEqualTo(200);
            assertThat(owner.stored()).as("it is known again").hasSize(1);
        }
    }

    @Test
    void markOfAWeekThatHasNotEnded_closesNothing() throws Exception {
        Path ownerFile = nodes.file("owner", "");
        LocalDate next = TestCollection.WEEK.plusWeeks(1);
        String answer = TestCollection.ANSWER.replace(TestCollection.WEEK.toString(), next.toString());
        try (TestCollection owner = TestCollection.start(ServerSettingsFile.read(ownerFile))) {
            markFinal(owner.only().answers(), next, 1_100); // more than a page of a listing
            assertThat(owner.only().answers().finalWeeks()).hasSize(1_100);
            try (TestCollection node =
                    NodesOnOneBucket.node(nodes.follower(owner.server().url()))) {
                assertThat(NodesOnOneBucket.status(node, answer)).isEqualTo(200);
            }
        }
    }

    /**
     * Marks of this many weeks. If the bucket is ours, they are all copies of the first one's, so that this does not take a thousand
     * requests.
     */
    private void markFinal(AnswerStore store, LocalDate first, int weeks) throws IOException {
        store.markFinal(first);
        Path mark = objects.resolve("limpid").resolve(nodes.prefix() + "final").resolve(first.toString());
        for (int week = 1; week < weeks; week++) {
            LocalDate day = first.plusWeeks(week);
            if (bucket.isOurs()) {
                Files.copy(mark, mark.resolveSibling(day.toString()), StandardCopyOption.COPY_ATTRIBUTES);
            } else {
                store.markFinal(day);
            }
        }
    }

    private static UploadNode intakeNode(Path file, Clock clock) throws Exception {
        CollectionSettings settings =
                ServerSettingsFile.read(file).collections().get(0);
        ServerContext context = new ServerContext(clock, new SecureRandom(), Runnable::run, new ServerMetrics());
        return UploadNode.open(settings, settings.follows().orElseThrow(), context);
    }
}
