package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.home.SentAnswers;
import dev.limpid.uploader.send.HttpAnswerSender;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight processes make passes over one home at once, and some are killed meanwhile. */
class ManyProcessesTest {

    private static final int PROCESSES = 8;

    @TempDir
    Path folder;

    private final Map<String, Set<String>> received = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/answers", this::receive);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void eightProcesses_sendEachAnswerOnce() throws Exception {
        HomeFixture home = new HomeFixture(folder);
        count(home);
        List<Process> all = startAll();
        for (Process process : all) {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }
        assertOneWholeAnswerEach(home);
    }

    @Test
    void eightProcesses_killedAtRandom_sendEachAnswerOnce() throws Exception {
        HomeFixture home = new HomeFixture(folder);
        count(home);
        SplittableRandom random = new SplittableRandom(20261121);
        List<Process> all = startAll();
        for (Process process : all) {
            process.getInputStream().read(); // it is running: its classes are loaded
            process.waitFor(random.nextLong(150), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
        }
        for (Process process : all) {
            process.waitFor();
        }
        last(home);
        assertOneWholeAnswerEach(home);
    }

    private static void count(HomeFixture home) {
        for (int i = 0; i < 26; i++) {
            home.count("2026-11-06", "2026-11-13", "tool/" + (char) ('a' + i));
            home.count("2026-11-1" + (3 + i % 7), "2026-11-20", "tool/" + (char) ('a' + i));
        }
    }

    private List<Process> startAll() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The settings that every JVM of a test needs here: scripts/windows-check says so.
        Stream.of(System.getProperty("limpid.program.options", "").split(" "))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PassProcess.class.getName(),
                folder.toString(),
                "2026-11-20",
                address().toString()));
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            all.add(new ProcessBuilder(command)
                    .redirectError(new File(folder.toFile(), "error" + i + ".txt"))
                    .start());
        }
        return all;
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/answers");
    }

    private void last(HomeFixture home) throws IOException {
        Mode mode = new Mode.On(LocalDate.parse("2026-10-01"));
        new ReportingPass(
                        home.home,
                        () -> mode,
                        Clock.fixed(home.today.atTime(9, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC),
                        home.random,
                        PassConfigSource.of(HomeFixture.oneEach("v1.0.0", 1)),
                        new HttpAnswerSender(address(), Proxy.NO_PROXY, Duration.ofSeconds(10)))
                .run(SendingPace.NOW, step -> {});
    }

    /** 26 questions in each of two weeks: one answer and one token for each. */
    private void assertOneWholeAnswerEach(HomeFixture home) throws Exception {
        Map<String, String> tokens = new TreeMap<>();
        for (Map.Entry<String, Set<String>> each : received.entrySet()) {
            assertThat(each.getValue()).as("answers under one token").hasSize(1);
            Answer answer = AnswerCodec.read(each.getValue().iterator().next().getBytes(StandardCharsets.UTF_8));
            assertThat(HomeFixture.oneEach("v1.0.0", 1).check(answer)).isEmpty();
            assertThat(tokens.put(answer.week() + answer.chart(), each.getKey()))
                    .as("second token of one answer")
                    .isNull();
            assertThat(answer.parts().get(0).counts().values()).containsExactly(1L);
        }
        assertThat(tokens).hasSize(52);
        for (LocalDate week : home.files.sent()) {
            assertThat(SentAnswers.read(home.files.sent(week)).lines())
                    .hasSize(26)
                    .doesNotHaveDuplicates();
        }
        assertThat(home.files.sent()).hasSize(2);
        assertThat(home.files.waiting()).isEmpty();
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        received.computeIfAbsent(
                        exchange.getRequestHeaders().getFirst("Limpid-Token"), token -> ConcurrentHashMap.newKeySet())
                .add(new String(body, StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
