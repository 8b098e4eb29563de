package dev.limpid.server.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.Period;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.server.publish.Publication.PublishedDay;
import dev.limpid.server.publish.Publication.Removed;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accepted reports that were made to do harm: none ends a publication, and all can be taken out. */
class PoisonTest extends PublishingTest {

    private static final Build BUILD = new Build("org.example/tool", "1.1.0", "java21", "linux", "amd64");
    private static final double[] XS = {
        0.0, Double.MIN_VALUE, 1e-320, Double.MIN_NORMAL, 1e-200, 1e-17, 1e-5, 0.5, Math.nextDown(1.0)
    };
    private static final long[] COUNTS = {1, 2, 1L << 32, 1L << 44, (1L << 53) + 1, Long.MAX_VALUE};

    PoisonTest(@TempDir Path temp) throws IOException {
        super(temp);
    }

    @Test
    void manyStacksAtX0_endNoPublicationAndEmptyNoChart() throws IOException {
        accept(report(0.0, Map.of(), stacks(0, 8_193)));
        accept(report(1e-200, Map.of(), stacks(9_000, 1)));

        publisher().publish(DAY.plusDays(1));

        DrawnChart.Stacks crashes = crashes();
        assertThat(crashes.stacks())
                .anyMatch(one -> String.join("\n", one.frames()).contains("org.example.Tool.run"));
        assertThat(crashes.sampledTo()).isEqualTo(1);
        assertThat(problems()).isEmpty();
    }

    @Test
    void anyAcceptedNumbers_endNoPublication() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 400; i++) {
            Map<String, Long> counters = new TreeMap<>();
            for (String name :
                    List.of("runs", "failed", "editor:vim", "editor:other", "time:<10ms", "time:<1s", "time:>=1s")) {
                if (random.nextInt(3) > 0) {
                    counters.put(name, COUNTS[random.nextInt(COUNTS.length)]);
                }
            }
            accept(report(
                    XS[random.nextInt(XS.length)],
                    counters,
                    random.nextInt(3) == 0 ? stacks(random.nextInt(5_000), 1 + random.nextInt(200)) : Map.of()));
        }

        Publication publication = publisher().publish(DAY.plusDays(1));

        assertThat(publication.days()).extracting(PublishedDay::reports).containsExactly(30L, 440L);
        for (Period period : List.of(Period.day(DAY), Period.weekTo(DAY), Period.monthOf(DAY))) {
            ChartSet charts = folder.charts(period).orElseThrow();
            assertThat(charts.notes()).isEmpty();
            assertThat(charts.programs().get(0).charts()).hasSize(8);
        }
        assertThat(problems()).isEmpty();
    }

    @Test
    void reportThatCannotBeRead_isNamedAndLeftOut() throws IOException {
        byte[] noReport = ("{\"Week\":\"" + DAY + "\",\"X\":2}").getBytes(UTF_8);
        store.append(DAY, noReport).toCompletableFuture().join();

        Publication publication = publisher().publish(DAY.plusDays(1));

        assertThat(publication.removed())
                .containsExactly(new Removed(Sha256.hex(noReport), DAY, Removed.Why.UNREADABLE, "v0.1.0"));
        assertThat(lines(DAY)).hasSize(40);
        assertThat(new String(logged.get("v0.1.0"), UTF_8)).contains(Sha256.hex(noReport));
        assertThat(problems()).isEmpty();
        assertThat(publisher().publish(DAY.plusDays(2)).days()).isEmpty();
    }

    @Test
    void without_takesAReportOutForGood() throws IOException {
        publisher().publish(DAY.plusDays(1));
        String line = lines(DAY).get(7);
        String digest = Sha256.hex(line.getBytes(UTF_8));

        Publication publication = without(digest);

        assertThat(publication.removed()).containsExactly(new Removed(digest, DAY, Removed.Why.OPERATOR, "v0.2.0"));
        assertThat(publication.days()).extracting(PublishedDay::reports).containsExactly(39L);
        assertThat(lines(DAY)).hasSize(39).doesNotContain(line);
        assertThat(folder.charts(Period.day(DAY)).orElseThrow().reports()).isEqualTo(39);
        assertThat(folder.publication().removed()).isEqualTo(publication.removed());
        assertThat(new String(logged.get("v0.2.0"), UTF_8)).contains("\"Removed\":[{\"SHA256\":\"" + digest);
        assertThat(problems()).isEmpty();

        // Again changes nothing, and later runs keep it out.
        assertThat(without(digest).days()).isEmpty();
        store.append(DAY, line.getBytes(UTF_8)).toCompletableFuture().join();
        accept(DAY, 2);
        publisher().publish(DAY.plusDays(2));
        assertThat(lines(DAY)).hasSize(41).doesNotContain(line);
        assertThat(logged).hasSize(3);
        assertThat(problems()).isEmpty();
    }

    @Test
    void without_takesAReportOutOfADayThatTheStoreHasNoMore() throws IOException {
        publisher().publish(DAY.plusDays(1));
        store.drop(DAY);
        String line = lines(DAY).get(0);

        without(Sha256.hex(line.getBytes(UTF_8)));

        assertThat(lines(DAY)).hasSize(39).doesNotContain(line);
        assertThat(problems()).isEmpty();
    }

    @Test
    void publishedReportThatIsDamagedInTheStore_staysPublished() throws IOException {
        publisher().publish(DAY.plusDays(1));
        List<String> before = lines(DAY);
        Path segment = storeFolder.resolve(DAY.toString()).resolve("00000001.seg");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 4;
        Files.write(segment, bytes);
        accept(DAY, 2);

        publisher().publish(DAY.plusDays(2));

        assertThat(store.damage()).hasSize(1);
        assertThat(lines(DAY)).hasSize(42).containsAll(before);
        assertThat(problems()).isEmpty();
    }

    @Test
    void without_takesAllReportsOfADay() throws IOException {
        publisher().publish(DAY.plusDays(1));
        List<String> digests = new ArrayList<>();
        lines(DAY).forEach(line -> digests.add(Sha256.hex(line.getBytes(UTF_8))));

        publisher().publishWithout(digests, DAY.plusDays(1), DAY);

        assertThat(lines(DAY)).isEmpty();
        assertThat(problems()).isEmpty();
    }

    @Test
    void without_ofAReportThatWasNeverAcceptedChangesNothing() throws IOException {
        publisher().publish(DAY.plusDays(1));
        String digest = Sha256.hex("nothing".getBytes(UTF_8));

        assertThatThrownBy(() -> without(digest))
                .isInstanceOf(UnknownReportException.class)
                .hasMessageContaining(digest);
        assertThat(logged).hasSize(1);
    }

    @Test
    void verification_findsAReportThatIsSaidToBeOut() throws IOException {
        publisher().publish(DAY.plusDays(1));
        Publication index = folder.publication();
        String digest = Sha256.hex(lines(DAY).get(3).getBytes(UTF_8));
        Publication lying = new Publication(
                index.collection(),
                index.number(),
                index.days(),
                index.charts(),
                List.of(new Removed(digest, DAY, Removed.Why.OPERATOR, "v0.1.0")));
        Map<LocalDate, Path> files = new TreeMap<>();
        index.days().forEach(day -> files.put(day.date(), folder.file(day)));

        assertThat(new Recomputation(lying, files, 2)
                        .problems(version -> Sample.decided(), one -> Files.readAllBytes(folder.file(one))))
                .anyMatch(problem -> problem.contains("were taken out"));
    }

    private Publication without(String digest) throws IOException {
        return publisher().publishWithout(List.of(digest), DAY.plusDays(1), DAY);
    }

    private void accept(Report report) {
        store.append(DAY, ReportCodec.toJson(report)).toCompletableFuture().join();
    }

    private DrawnChart.Stacks crashes() throws IOException {
        return folder.charts(Period.day(DAY)).orElseThrow().programs().get(0).charts().stream()
                .filter(DrawnChart.Stacks.class::isInstance)
                .map(DrawnChart.Stacks.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Report report(double x, Map<String, Long> counters, Map<String, Long> stacks) {
        return new Report(DAY, Optional.empty(), x, Sample.CONFIG, List.of(new ProgramReport(BUILD, counters, stacks)));
    }

    private static Map<String, Long> stacks(int from, int number) {
        Map<String, Long> stacks = new TreeMap<>();
        for (int i = from; i < from + number; i++) {
            stacks.put("crash\njava.k.a:+" + i, COUNTS[i % COUNTS.length]);
        }
        return stacks;
    }
}
