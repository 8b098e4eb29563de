package dev.limpid.e2e.site;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.publish.PublishingRules;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.server.storage.ResendKey;
import dev.limpid.testkit.ManualClock;
import dev.limpid.web.SampleSite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A real server with a configuration in its log and published answers about several weeks. */
final class PublishedCollection implements AutoCloseable {
    static final String NAME = "telemetry.example.org";
    static final LocalDate WEEK = LocalDate.of(2026, 11, 16);

    /** The number of weeks, the last of which is {@link #WEEK}. */
    static final int WEEKS = 2;

    static final int MACHINES = 400;

    /** Answers to the charts of editors, of start-up times and of crashes. */
    static final int ANSWERS = 3 * MACHINES;

    private final CollectionServer server;

    private PublishedCollection(CollectionServer server) {
        this.server = server;
    }

    static PublishedCollection start(Path folder) throws Exception {
        LocalDate last = PublishingRules.usual().lastDue(WEEK);
        ManualClock clock = ManualClock.at(last.atTime(3, 0).toInstant(ZoneOffset.UTC));
        CollectionServer server = CollectionServer.start(ServerSettings.local(NAME, folder), clock);
        HostedCollection collection = server.collection(NAME);
        CollectionConfig everybody =
                atRateOne(SampleSite.configurations().get(1).config());
        collection.adoptConfiguration(everybody, SampleSite.CHARTS);
        for (int week = 0; week < WEEKS; week++) {
            append(collection, everybody, WEEK.minusWeeks(week));
        }
        collection.publishNow();
        return new PublishedCollection(server);
    }

    /** The root's address, ending in a slash. */
    String url() {
        return server.url().toString();
    }

    private static CollectionConfig atRateOne(CollectionConfig config) {
        return new CollectionConfig(
                config.version(),
                config.os(),
                config.arch(),
                config.runtime(),
                1,
                config.programs().stream()
                        .map(program -> new CollectionConfig.Program(
                                program.name(),
                                program.versions(),
                                program.questions().stream()
                                        .map(one -> new Question(
                                                one.id(), 1, one.by(), one.asked(), one.since(), one.until()))
                                        .toList()))
                        .toList());
    }

    /** Every fourth machine starts it from emacs, the others from vscode. */
    private static void append(HostedCollection collection, CollectionConfig config, LocalDate week)
            throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < MACHINES; i++) {
            Map<Attribute, String> version = Map.of(Attribute.VERSION, i % 2 == 0 ? "2.2" : "2.3");
            Map<Attribute, String> platform =
                    Map.of(Attribute.VERSION, i % 2 == 0 ? "2.2" : "2.3", Attribute.OS, "linux");
            Map<String, Long> editors =
                    Map.of("tool/editor:" + (i % 4 == 0 ? "emacs" : "vscode"), 1L + random.nextInt(9));
            Map<String, Long> starts =
                    Map.of("tool/startup:<" + (i % 3 == 0 ? "1s" : "100ms"), 1L + random.nextInt(30));
            Map<String, Long> crashes = i % 20 == 0
                    ? Map.of(
                            "tool/crash\norg.example.tool.Parser.next:+" + (1 + i % 3)
                                    + "\norg.example.tool.Main.main:+9",
                            1L)
                    : Map.of();
            append(collection, config, week, "tool-editor", new AnswerPart(version, editors));
            append(collection, config, week, "tool-startup", new AnswerPart(platform, starts));
            append(collection, config, week, "tool-crash", new AnswerPart(version, crashes));
        }
    }

    private static void append(
            HostedCollection collection, CollectionConfig config, LocalDate week, String chart, AnswerPart part)
            throws IOException {
        Answer answer = new Answer(week, config.version(), "org.example/tool/" + chart, List.of(part));
        if (config.check(answer).isPresent()) {
            throw new IllegalStateException(config.check(answer).get().toString());
        }
        collection
                .answers()
                .append(week, ResendKey.unique(), AnswerCodec.toJson(answer))
                .toCompletableFuture()
                .join();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
