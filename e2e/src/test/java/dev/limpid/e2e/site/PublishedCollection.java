package dev.limpid.e2e.site;

import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.ServerConfig;
import dev.limpid.web.SampleSite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** A real server with a configuration in its log and a week of reports that were published. */
final class PublishedCollection implements AutoCloseable {
    static final String NAME = "telemetry.example.org";
    static final LocalDate WEEK = LocalDate.of(2026, 11, 20);
    static final int REPORTS = 400;

    private final CollectionServer server;

    private PublishedCollection(CollectionServer server) {
        this.server = server;
    }

    static PublishedCollection start(Path folder) throws Exception {
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T03:00:00Z"), ZoneOffset.UTC);
        CollectionServer server = CollectionServer.start(ServerConfig.local(NAME, folder), clock);
        HostedCollection collection = server.collection(NAME);
        UploadConfig config = SampleSite.configurations().get(1).config();
        UploadConfig everybody = new UploadConfig(
                config.version(),
                config.os(),
                config.arch(),
                config.runtime(),
                1,
                1,
                config.programs().stream().map(PublishedCollection::atRateOne).toList());
        collection.adoptConfiguration(everybody, SampleSite.CHARTS);
        append(collection, everybody);
        collection.publishNow();
        return new PublishedCollection(server);
    }

    /** The root's address, ending in a slash. */
    String url() {
        return server.url().toString();
    }

    private static UploadConfig.Program atRateOne(UploadConfig.Program program) {
        return new UploadConfig.Program(
                program.name(),
                program.versions(),
                program.counters().stream()
                        .map(rule -> new UploadConfig.CounterRule(rule.name(), 1))
                        .toList(),
                program.stacks().stream()
                        .map(rule -> new UploadConfig.StackRule(rule.name(), 1, rule.depth(), rule.frames()))
                        .toList());
    }

    /** Every fourth of the machines starts it from emacs, the others from vscode. */
    private static void append(HostedCollection collection, UploadConfig config) throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < REPORTS; i++) {
            Map<String, Long> counters = new TreeMap<>();
            counters.put("tool/editor:" + (i % 4 == 0 ? "emacs" : "vscode"), 1L + random.nextInt(9));
            counters.put("tool/startup:<" + (i % 3 == 0 ? "1s" : "100ms"), 1L + random.nextInt(30));
            Map<String, Long> stacks = i % 20 == 0
                    ? Map.of(
                            "tool/crash\norg.example.tool.Parser.next:+" + (1 + i % 3)
                                    + "\norg.example.tool.Main.main:+9",
                            1L)
                    : Map.of();
            Build build = new Build("org.example/tool", i % 2 == 0 ? "2.2" : "2.3", "java21", "linux", "amd64");
            Report report = new Report(
                    WEEK.minusDays(i % 7),
                    Optional.empty(),
                    random.nextDouble(),
                    config.version(),
                    List.of(new ProgramReport(build, counters, stacks)));
            if (config.check(report).isPresent()) {
                throw new IllegalStateException(config.check(report).get().toString());
            }
            collection
                    .reports()
                    .append(report.week(), ReportCodec.toJson(report))
                    .toCompletableFuture()
                    .join();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
