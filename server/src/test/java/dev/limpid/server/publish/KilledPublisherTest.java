package dev.limpid.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.JavaProcess;
import dev.limpid.server.configuration.ChartInputs;
import dev.limpid.server.file.DurableFile;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.publish.index.PublishedCharts;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.server.publish.index.PublishedWeek.State;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.local.LocalAnswerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that dies while it publishes, at each point between two completed steps. */
class KilledPublisherTest {

    private static final LocalDate WEEK = LocalDate.parse("2026-08-17");

    @TempDir
    private Path temp = Path.of("");

    /** The point at which the process ends. */
    enum Point {
        BEFORE_ANYTHING,
        ONE_WEEK_WRITTEN,
        ALL_WEEKS_WRITTEN,
        BEFORE_LOGGING,
        AFTER_LOGGING
    }

    @ParameterizedTest
    @EnumSource
    void publisherThatDies_leavesTheLastStateAndTheNextRunFinishes(Point point) throws Exception {
        accept(WEEK, 40, 1);
        accept(WEEK.minusWeeks(1), 30, 3);
        publish(PublishingTestBase.PROVISIONAL);
        Map<String, String> before = served();
        accept(WEEK, 5, 2);

        assertThat(runToDeath(point)).as("the exit code of a halted process").isEqualTo(Dying.HALTED);

        assertThat(served()).isEqualTo(before);
        publish(PublishingTestBase.FINAL);
        Publication after = folder().publication();
        assertThat(after.weeks()).extracting(PublishedWeek::answers).containsExactly(30L, 45L);
        assertThat(after.weeks()).extracting(PublishedWeek::revision).containsExactly(0, 1);
        assertThat(after.weeks()).extracting(PublishedWeek::state).containsOnly(State.FINAL);
        Map<LocalDate, Path> files = new TreeMap<>();
        after.weeks().forEach(week -> files.put(week.week(), folder().file(week)));
        assertThat(new Recomputation(after, files, 1)
                        .problems(version -> SampleCollection.decided(), one -> Files.readAllBytes(folder().file(one))))
                .isEmpty();
        assertThat(logged()).containsOnlyKeys("v0.1.0", "v0.2.0");
        assertThat(temp.resolve("published/data")).isDirectoryNotContaining(file -> !files.containsValue(file));
    }

    private int runToDeath(Point point) throws Exception {
        Process process = JavaProcess.of(Dying.class, temp.toString(), point.name())
                .inheritIO()
                .start();
        return process.waitFor();
    }

    /** What the other process runs. */
    static final class Dying {

        static final int HALTED = 86;

        private Dying() {}

        public static void main(String[] args) throws IOException {
            Path root = Path.of(args[0]);
            Point point = Point.valueOf(args[1]);
            try (AnswerStore store = LocalAnswerStore.open(root.resolve("answers"))) {
                PublicationLog log = (version, manifest) -> {
                    dieAt(Point.BEFORE_LOGGING, point);
                    Files.write(root.resolve("log-" + version), manifest);
                    dieAt(Point.AFTER_LOGGING, point);
                };
                int[] asked = new int[1];
                ChartInputs.Source source = SampleCollection.source(
                        () -> {
                            dieAt(asked[0]++ == 0 ? Point.BEFORE_ANYTHING : Point.ALL_WEEKS_WRITTEN, point);
                            return SampleCollection.decided();
                        },
                        List.of());
                NetworkCounts networks = week -> {
                    dieAt(Point.ONE_WEEK_WRITTEN, point);
                    return Optional.empty();
                };
                new Publisher(
                                new PublishedFolder(root.resolve("published"), "example.org"),
                                store,
                                source,
                                log,
                                new PublishingRules(21, 1),
                                networks)
                        .publish(PublishingTestBase.FINAL);
            }
        }

        private static void dieAt(Point here, Point wanted) {
            if (here == wanted) {
                Runtime.getRuntime().halt(HALTED);
            }
        }
    }

    private void accept(LocalDate week, int answers, long seed) throws IOException {
        Random random = new Random(seed);
        try (AnswerStore store = LocalAnswerStore.open(temp.resolve("answers"))) {
            PublishingTestBase.accept(
                    store,
                    Stream.generate(() -> SampleCollection.answer(week, random))
                            .limit(answers)
                            .toList());
        }
    }

    private void publish(LocalDate today) throws IOException {
        try (AnswerStore store = LocalAnswerStore.open(temp.resolve("answers"))) {
            new Publisher(
                            folder(),
                            store,
                            SampleCollection.source(),
                            (version, manifest) -> Files.write(temp.resolve("log-" + version), manifest),
                            new PublishingRules(21, 1),
                            NetworkCounts.NONE)
                    .publish(today);
        }
    }

    private PublishedFolder folder() {
        return new PublishedFolder(temp.resolve("published"), "example.org");
    }

    private Map<String, byte[]> logged() throws IOException {
        Map<String, byte[]> logged = new TreeMap<>();
        try (var files = Files.newDirectoryStream(temp, "log-*")) {
            for (Path file : files) {
                logged.put(file.getFileName().toString().substring("log-".length()), Files.readAllBytes(file));
            }
        }
        return logged;
    }

    /** The index and the digest of every file it names, as a reader finds them. */
    private Map<String, String> served() throws IOException {
        Map<String, String> served = new TreeMap<>();
        Publication publication = folder().publication();
        served.put("index", new String(publication.toJson(), java.nio.charset.StandardCharsets.UTF_8));
        for (PublishedWeek week : publication.weeks()) {
            served.put(week.file(), sha256(folder().file(week)));
            assertThat(sha256(folder().file(week))).isEqualTo(week.sha256());
        }
        for (PublishedCharts one : publication.charts()) {
            assertThat(sha256(folder().file(one))).isEqualTo(one.sha256());
        }
        return served;
    }

    private static String sha256(Path file) throws IOException {
        return DurableFile.sha256(file);
    }
}
