package dev.limpid.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.server.file.DurableFile;
import dev.limpid.server.publish.Publication.PublishedCharts;
import dev.limpid.server.publish.Publication.PublishedDay;
import dev.limpid.server.storage.LocalReportStore;
import dev.limpid.server.storage.ReportStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that dies while it publishes, at each point at which something was done and something was not. */
class KilledPublisherTest {

    private static final LocalDate DAY = LocalDate.parse("2026-08-20");

    @TempDir
    private Path temp = Path.of("");

    /** Where the process ends. */
    enum Point {
        REPORTS_WRITTEN,
        BEFORE_LOGGING,
        AFTER_LOGGING
    }

    @ParameterizedTest
    @EnumSource
    void publisherThatDies_leavesTheLastStateAndTheNextRunFinishes(Point point) throws Exception {
        accept(40, 1);
        publish();
        Map<String, String> before = served();
        accept(5, 2);

        assertThat(runToDeath(point)).as("the exit code of a halted process").isEqualTo(Dying.HALTED);

        assertThat(served()).isEqualTo(before);
        publish();
        Publication after = folder().publication();
        assertThat(after.days()).extracting(PublishedDay::reports).containsExactly(45L);
        assertThat(after.days()).extracting(PublishedDay::revision).containsExactly(1);
        assertThat(new Recomputation(
                                after, Map.of(DAY, folder().file(after.days().get(0))), 1)
                        .problems(version -> Sample.decided(), one -> Files.readAllBytes(folder().file(one))))
                .isEmpty();
        assertThat(logged()).containsOnlyKeys("v0.1.0", "v0.2.0");
        assertThat(temp.resolve("published/data"))
                .isDirectoryNotContaining(
                        file -> !file.equals(folder().file(after.days().get(0))));
    }

    private int runToDeath(Point point) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Dying.class.getName(),
                        temp.toString(),
                        point.name())
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
            try (ReportStore store = LocalReportStore.open(root.resolve("reports"))) {
                PublicationLog log = (version, manifest) -> {
                    dieAt(Point.BEFORE_LOGGING, point);
                    Files.write(root.resolve("log-" + version), manifest);
                    dieAt(Point.AFTER_LOGGING, point);
                };
                Decided.Source source = () -> {
                    dieAt(Point.REPORTS_WRITTEN, point);
                    return Sample.decided();
                };
                new Publisher(
                                new PublishedFolder(root.resolve("published"), "example.org"),
                                store,
                                source,
                                log,
                                new PublishingRules(21, 1))
                        .publish(DAY.plusDays(2));
            }
        }

        private static void dieAt(Point here, Point wanted) {
            if (here == wanted) {
                Runtime.getRuntime().halt(HALTED);
            }
        }
    }

    private void accept(int reports, long seed) throws IOException {
        Random random = new Random(seed);
        try (ReportStore store = LocalReportStore.open(temp.resolve("reports"))) {
            for (int i = 0; i < reports; i++) {
                store.append(DAY, ReportCodec.toJson(Sample.report(DAY, random)))
                        .toCompletableFuture()
                        .join();
            }
        }
    }

    private void publish() throws IOException {
        try (ReportStore store = LocalReportStore.open(temp.resolve("reports"))) {
            new Publisher(
                            folder(),
                            store,
                            Sample::decided,
                            (version, manifest) -> Files.write(temp.resolve("log-" + version), manifest),
                            new PublishingRules(21, 1))
                    .publish(DAY.plusDays(2));
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
        for (PublishedDay day : publication.days()) {
            served.put(day.file(), sha256(folder().file(day)));
            assertThat(sha256(folder().file(day))).isEqualTo(day.sha256());
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
