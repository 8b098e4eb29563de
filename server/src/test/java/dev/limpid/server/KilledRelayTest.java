package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.bhttp.BinaryResponse;
import dev.limpid.protocol.bhttp.MalformedMessageException;
import dev.limpid.protocol.oblivious.KeyConfig;
import dev.limpid.protocol.oblivious.MediaTypes;
import dev.limpid.protocol.oblivious.MessagePadding;
import dev.limpid.protocol.oblivious.ObliviousException;
import dev.limpid.protocol.oblivious.SealedRequest;
import dev.limpid.server.settings.ServerSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A relay and a server that are killed in turn while answers pass through both: every answer that got a 200 from the server
 * is published, exactly once, although senders resend whatever got no reply. {@code -Dlimpid.kills=50} runs the long form.
 */
class KilledRelayTest {

    private static final int KILLS = Integer.getInteger("limpid.kills", 4);
    private static final int SENDERS = 4;
    private static final int ENOUGH = 60;

    @TempDir
    Path folder;

    @TempDir
    Path said;

    private final SecureRandom random = new SecureRandom();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void everyAnswerThatWasTaken_isPublishedExactlyOnce() throws Exception {
        int serverPort = freePort();
        int relayPort = freePort();
        Process[] running = new Process[2];
        KeyConfig key = KeyConfig.parse(startServer(running, serverPort));
        startRelay(running, serverPort, relayPort);
        URI relay = URI.create("http://127.0.0.1:" + relayPort + "/telemetry.example.org");
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(new Thread(() -> sendUntilTheEnd(relay, key)));
        }
        senders.forEach(Thread::start);
        try {
            for (int round = 0; round < KILLS; round++) {
                await(answered.size() + ENOUGH);
                if (round % 2 == 0) {
                    kill(running[1]);
                    startRelay(running, serverPort, relayPort);
                } else {
                    kill(running[0]);
                    assertThat(startServer(running, serverPort)).isEqualTo(key.text());
                }
            }
            await(answered.size() + ENOUGH);
        } finally {
            ended.set(true);
            for (Thread sender : senders) {
                sender.join();
            }
            kill(running[1]);
            kill(running[0]);
        }
        try (TestCollection collection = TestCollection.start(
                ServerSettings.local(List.of(RelayedCollection.settings(folder, RelayedCollection.account()))),
                TestCollection.LATER)) {
            collection.only().publishNow();
            List<String> published = BackgroundSender.published(collection);
            assertThat(published).allMatch(line -> line.endsWith(",\"N\":1}")).doesNotHaveDuplicates();
            assertThat(new HashSet<>(published)).containsAll(BackgroundSender.once(answered));
        }
    }

    /** Each answer is resent, sealed again with the same token, until the server replies that it is stored. */
    private void sendUntilTheEnd(URI relay, KeyConfig key) {
        HttpClient client = HttpClient.newHttpClient();
        while (!ended.get()) {
            String answer = TestCollection.answer(number.incrementAndGet());
            while (!ended.get() && !isStored(client, relay, key, answer)) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    private boolean isStored(HttpClient client, URI relay, KeyConfig key, String answer) {
        try {
            SealedRequest sealed = SealedRequest.of(
                    key,
                    MessagePadding.padRequest(
                            RelayedCollection.request("/answers", answer, TestCollection.token(answer))
                                    .bytes()),
                    random);
            HttpRequest request = HttpRequest.newBuilder(relay)
                    .header("Content-Type", MediaTypes.REQUEST)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(sealed.message()))
                    .build();
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            boolean stored = response.statusCode() == 200
                    && BinaryResponse.read(sealed.open(response.body())).status() == 200;
            if (stored) {
                answered.add(answer);
            }
            return stored;
        } catch (IOException e) {
            return false; // killed: nobody knows whether it was accepted
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ObliviousException | MalformedMessageException e) {
            throw new AssertionError("the relay brought back what is not the server's", e);
        }
    }

    private void await(int enough) {
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (answered.size() < enough) {
            if (System.nanoTime() > until) {
                throw new AssertionError(answered.size() + " answers were taken, expected " + enough);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private String startServer(Process[] running, int port) throws IOException {
        running[0] = start(GatewayProcess.class, folder.toString(), Integer.toString(port));
        BufferedReader lines = lines(running[0]);
        assertThat(lines.readLine()).startsWith("http://");
        return String.valueOf(lines.readLine());
    }

    private void startRelay(Process[] running, int serverPort, int port) throws IOException {
        running[1] = start(RelayProcess.class, "http://127.0.0.1:" + serverPort + "/oblivious", Integer.toString(port));
        assertThat(lines(running[1]).readLine()).startsWith("http://");
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process start(Class<?> main, String... arguments) throws IOException {
        Path errors = Files.createTempFile(said, "process", ".err");
        return JavaProcess.of(main, arguments).redirectError(errors.toFile()).start();
    }
}
