package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.settings.ServerSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is ended under load, by {@code kill -9} or gracefully: every report that got a 200 is in the published
 * data, exactly once. {@code -Dlimpid.kills=50} runs the long form.
 */
class KilledServerTest {

    private static final int KILLS = Integer.getInteger("limpid.kills", 4);
    private static final int SENDERS = 6;
    private static final int ENOUGH = 150;

    @TempDir
    Path folder;

    @TempDir
    Path said;

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();

    @Test
    void everyAnswerThatWasTaken_isPublishedExactlyOnce() throws Exception {
        for (int round = 0; round < KILLS; round++) {
            Process server = start();
            URI url = URI.create(firstLine(server));
            Set<String> before = Set.copyOf(answered);
            List<Thread> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                senders.add(new Thread(() -> BackgroundSender.untilItEnds(
                        url, () -> TestCollection.answer(number.incrementAndGet()), answered)));
            }
            senders.forEach(Thread::start);
            long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (answered.size() < before.size() + ENOUGH && server.isAlive() && System.nanoTime() < until) {
                LockSupport.parkNanos(1_000_000);
            }
            // The last round ends gracefully, as an operator would end it.
            if (round == KILLS - 1) {
                server.destroy();
            } else {
                server.destroyForcibly();
            }
            for (Thread sender : senders) {
                sender.join();
            }
            server.waitFor();
            assertThat(answered.size()).isGreaterThanOrEqualTo(before.size() + ENOUGH);
        }
        try (TestCollection collection =
                TestCollection.start(ServerSettings.local(TestCollection.NAME, folder), TestCollection.LATER)) {
            // Resending everything changes nothing.
            for (String answer : answered.stream().limit(50).toList()) {
                assertThat(collection.post("answers", answer).statusCode()).isEqualTo(200);
            }
            collection.only().publishNow();
            List<String> published = BackgroundSender.published(collection);
            assertThat(published).allMatch(line -> line.endsWith(",\"N\":1}")).doesNotHaveDuplicates();
            assertThat(new HashSet<>(published)).containsAll(BackgroundSender.once(answered));
        }
    }

    private Process start() throws IOException {
        Path errors = Files.createTempFile(said, "server", ".err");
        return JavaProcess.of(ServerProcess.class, folder.toString())
                .redirectError(errors.toFile())
                .start();
    }

    @SuppressWarnings("NullAway") // no line at all fails the test, too
    private static String firstLine(Process server) throws IOException {
        return new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }
}
