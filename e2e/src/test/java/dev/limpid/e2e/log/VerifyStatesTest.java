package dev.limpid.e2e.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.UserCommands;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.countfile.mode.ModeFile;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.tree.Cosigners;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.uploader.file.ProcessLock;
import dev.limpid.uploader.home.CollectionFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every state of {@code limpid verify} with a real log over real sockets: its word, its sentence, its exit code. */
class VerifyStatesTest {

    private static final String COLLECTION = "telemetry.example.org";
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    @TempDir
    Path folder;

    private CollectionLog log;
    private LogHttpServer site;
    private String policy = "";
    private int code;
    private String text = "";
    private String json = "";

    @BeforeEach
    void start() throws Exception {
        CollectionLog.init(COLLECTION, folder.resolve("log"), new SecureRandom());
        log = open("log");
        site = new LogHttpServer(log.resource());
        policy = log.facts(site.url()).policy();
        Files.createDirectories(home().folder());
        tell(site.url(), policy);
        ModeFile.write(home(), new Mode.On(LocalDate.of(2026, 11, 1)));
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
        log.close();
    }

    private CollectionLog open(String name) throws IOException {
        return CollectionLog.open(COLLECTION, folder.resolve(name), Cosigners.NONE, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Environment environment(Instant now) {
        Map<String, String> variables = new HashMap<>();
        variables.put("LIMPID_DIR", folder.resolve("home").toString());
        variables.put("LIMPID_NOW", now.toString());
        return Environment.of(
                variables, Map.of(), folder.resolve("no-system-wide-mode").toFile());
    }

    private TelemetryHome home() {
        return TelemetryHome.of(COLLECTION, environment(NOW));
    }

    private void tell(String url, String keys) throws IOException {
        CollectionFile.write(home(), new CollectionIdentity(COLLECTION, "", url, keys));
    }

    private static void publish(CollectionLog log, int minor, String runtime) throws Exception {
        CollectionConfig config = new CollectionConfig(
                "v1." + minor + ".0", List.of("linux"), List.of("amd64"), List.of(runtime), 1, List.of());
        publish(log, minor, CollectionConfigCodec.toJson(config));
    }

    private static void publish(CollectionLog log, int minor, byte[] json) throws Exception {
        log.config()
                .append(List.of(ModuleZip.pack(
                        log.configModule(), ModuleVersion.parse("v1." + minor + ".0"), Map.of("config.json", json))));
    }

    private void verify(String... options) {
        verifyAt(NOW, options);
    }

    private void verifyAt(Instant now, String... options) {
        text = run(now, options);
        String[] more = java.util.Arrays.copyOf(options, options.length + 1);
        more[options.length] = "--json";
        int before = code;
        json = run(now, more);
        assertThat(code).as("the form of the answer changes nothing").isEqualTo(before);
    }

    private String run(Instant now, String... options) {
        StringWriter out = new StringWriter();
        CommandLine limpid = UserCommands.limpid(new CommandContext(environment(now), Optional.empty()));
        limpid.setOut(new PrintWriter(out));
        limpid.setErr(new PrintWriter(out));
        String[] arguments = new String[options.length + 3];
        arguments[0] = "verify";
        arguments[1] = "-C";
        arguments[2] = COLLECTION;
        System.arraycopy(options, 0, arguments, 3, options.length);
        code = limpid.execute(arguments);
        return out.toString();
    }

    private final Set<String> sentences = new HashSet<>();

    private void is(String state, int exitCode, String sentence) {
        assertThat(json).contains("\"state\" : \"" + state + "\"");
        assertThat(text)
                .contains((exitCode == 0 ? "ok     " : "WRONG  ") + "log: ")
                .contains(sentence);
        assertThat(code).as(text).isEqualTo(exitCode);
        assertThat(sentences.add(sentence)).as("a different sentence").isTrue();
    }

    @Test
    void notAsked_saysWhy() throws Exception {
        verify("--offline");
        is("offline", 0, "log: not asked\n");
        ModeFile.write(home(), new Mode.Local());
        verify();
        is("mode-not-on", 0, "not asked: the mode is not on");
        Files.delete(CollectionFile.path(home()));
        verify();
        is("unknown", 0, "no log of telemetry.example.org is known");
        assertThat(site.asked).isEmpty();
    }

    @Test
    void honestLog_isEmptyThenMetThenFollowed() throws Exception {
        verify();
        is("empty", 0, "contains no configuration yet");
        publish(log, 0, "java17");
        run(NOW);
        assertThat(code).isZero();
        Files.delete(home().config().resolve("verified"));
        text = run(NOW);
        assertThat(text)
                .contains("ok     log: first contact: its signature is right, but this machine had seen no head")
                .doesNotContain("consistent")
                .contains("cosigned by no independent witness");
        Files.delete(home().config().resolve("verified"));
        json = run(NOW, "--json");
        is("first-contact", 0, "first contact");
        publish(log, 1, "java17");
        verify();
        assertThat(json).contains("\"state\" : \"proven\"");
        is("consistent", 0, "consistent with the head of size ");
    }

    @Test
    void deadNetworkAndForgedAnswer_readDifferently() throws Exception {
        publish(log, 0, "java17");
        run(NOW);
        site.tamper = (path, body) -> "<html>Please log in</html>".getBytes(StandardCharsets.UTF_8);
        verify();
        is("unproven", 4, "something answered that the log did not sign");
        site.tamper = (path, body) -> body;
        site.resource = request -> Optional.empty();
        verify();
        is("no-log", 10, "the address answers, but there is no log");
        site.close();
        verify();
        is("unreachable", 3, "it could not be reached");
        assertThat(text).as("what was proven stays").contains("ok     configuration: v1.0.0 is entry 0");
    }

    @Test
    void headsOfAnotherTime_areOldOrFromTheFuture() throws Exception {
        publish(log, 0, "java17");
        verifyAt(NOW.plus(Duration.ofDays(31)));
        is("stale", 5, "an old head was served");
        verifyAt(NOW.minus(Duration.ofDays(2)));
        is("future", 6, "is dated in the future");
        assertThat(text).contains("configuration: none has been proven");
    }

    @Test
    void configurationOfALaterFormat_isProvenButNotReadable() throws Exception {
        publish(log, 0, "no json".getBytes(StandardCharsets.UTF_8));
        verify();
        is("unusable", 7, "this version of the program cannot read it");
    }

    @Test
    void caughtLog_leavesTheMachineInAStateThatItNames() throws Exception {
        publish(log, 0, "java17");
        run(NOW);
        Path keys = Files.createDirectories(folder.resolve("fork/keys"));
        for (String tree : List.of("config", "data")) {
            Files.copy(folder.resolve("log/keys").resolve(tree), keys.resolve(tree));
        }
        try (CollectionLog fork = open("fork")) {
            publish(fork, 0, "java21");
            site.resource = fork.resource();
            text = run(NOW);
            json = "\"state\" : \"caught\"";
            is("caught", 8, "it contradicts itself");
            assertThat(text)
                    .contains("WRONG  configuration: v1.0.0 was proven to be entry 0 of a log of 1 entry")
                    .contains("nothing is sent, because the log contradicted itself");
            site.asked.clear();
            verify();
            is("caught-before", 9, "it was caught contradicting itself earlier");
            assertThat(json).contains("\"state\" : \"withheld\"");
            assertThat(site.asked).as("it is not asked again").isEmpty();
        }
    }

    @Test
    void problemOnThisMachine_isNotBlamedOnTheLog() throws Exception {
        publish(log, 0, "java17");
        run(NOW);
        Optional<ProcessLock> held = ProcessLock.tryAcquire(home().config().resolve("lock"));
        verify();
        is("busy", 11, "another process is fetching");
        held.orElseThrow().close();
        Files.writeString(home().config().resolve("v1.0.0.zip"), "damaged");
        verify("--offline");
        assertThat(code).isEqualTo(1);
        assertThat(json).contains("\"state\" : \"unusable\"");
        tell(site.url(), "no policy\n");
        verify();
        is("no-policy", 12, "nothing can be checked");
        tell(site.url(), policy);
        Files.move(home().config(), home().config().resolveSibling("elsewhere"));
        Files.writeString(home().config(), "a file where a folder belongs");
        verify();
        is("home-failed", 13, "the telemetry home cannot be read or written");
    }
}
