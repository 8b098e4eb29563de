package dev.limpid.server;

import dev.limpid.protocol.answer.AnswerToken;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server of one collection that accepts {@link #ANSWER}, and {@link #REPORT}, which contains that answer. */
record TestCollection(CollectionServer server, HttpClient client) implements AutoCloseable {

    static final String NAME = "telemetry.example.org";
    static final LocalDate WEEK = LocalDate.parse("2026-11-09");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);

    /** A day on which the week is published provisionally. */
    static final Clock LATER = Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

    static final String ANSWER =
            "{\"Week\":\"2026-11-09\",\"Config\":\"v1.0.0\",\"Chart\":\"example.org/tool/tool-start\",\"Builds\":["
                    + "{\"Version\":\"1.2.0\",\"Counts\":{\"tool/start\":3}}]}";

    /** One of many different answers, all of which are accepted. */
    static String answer(int number) {
        return ANSWER.replace(":3}", ":" + (1 + number) + "}");
    }

    /** A token that is always the same for the same answer. */
    static String token(byte[] answer) {
        return Sha256.hex(answer).substring(0, 32);
    }

    static String token(String answer) {
        return token(answer.getBytes(StandardCharsets.UTF_8));
    }

    /** As golang.org/x/telemetry sends it. */
    static final String REPORT =
            "{\"Week\":\"2026-11-16\",\"X\":0.25,\"Config\":\"v1.0.0\",\"Programs\":[{\"Program\":\"example.org/tool\","
                    + "\"Version\":\"1.2.0\",\"Runtime\":\"java17\",\"OS\":\"linux\",\"Arch\":\"amd64\","
                    + "\"Counters\":{\"tool/start\":3},\"Stacks\":{}}]}";

    /** One of many different reports, all of which are accepted. */
    static String report(int number) {
        return REPORT.replace(":3}", ":" + (1 + number) + "}");
    }

    /** With 40,000 installations, 41 in 100 of them send tool/start, and 4 in 1,000 send tool/rare. */
    static final String CHARTS = """
            title: Starts
            description: How often it is started.
            issue: https://example.org/issues/1
            type: partition
            program: example.org/tool
            module: versions: 1.2.0
            counter: tool/start
            ---
            title: Rarely looked at
            description: Something of which a rough figure will do.
            issue: https://example.org/issues/2
            type: partition
            program: example.org/tool
            module: versions: 1.2.0
            counter: tool/rare
            error: 10%
            ---
            title: Crashes
            description: Where it crashes.
            issue: https://example.org/issues/3
            type: stack
            program: example.org/tool
            module: versions: 1.2.0
            counter: tool/crash
            depth: 4
            error: 10%
            frames: org.example.
            """;

    static final Participation PARTICIPATION = new Participation(Map.of("example.org/tool", 40_000L));

    static TestCollection start(Path folder) throws Exception {
        return start(ServerSettings.local(NAME, folder));
    }

    static TestCollection start(ServerSettings config) throws Exception {
        return start(config, CLOCK);
    }

    static TestCollection start(ServerSettings config, Clock clock) throws Exception {
        CollectionServer server = CollectionServer.start(config, clock);
        for (HostedCollection collection : server.collections()) {
            collection.publishConfiguration("charts.txt", CHARTS, Releases.BY_HAND, PARTICIPATION);
        }
        return new TestCollection(server, HttpClient.newHttpClient());
    }

    HostedCollection only() {
        return server.collections().get(0);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<String> post(String path, byte[] body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.url().resolve(path)).POST(BodyPublishers.ofByteArray(body));
        if (path.endsWith("answers") && !List.of(headers).contains(AnswerToken.HEADER)) {
            request.header(AnswerToken.HEADER, token(body));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Waits until nothing is in progress: an answer is received a moment before its sender has finished. */
    void awaitNothingUnderWay() {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (server.memoryTaken() > 0) {
            if (System.nanoTime() > until) {
                throw new AssertionError(server.memoryTaken() + " bytes are still under way, expected none");
            }
            Thread.onSpinWait();
        }
    }

    List<String> stored() throws IOException {
        return stored(only(), WEEK);
    }

    static List<String> stored(HostedCollection collection, LocalDate week) throws IOException {
        List<String> answers = new ArrayList<>();
        collection.answers().read(week, answer -> answers.add(new String(answer, StandardCharsets.UTF_8)));
        return answers;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
