package dev.limpid.server.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.charts.ChartFold;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.server.publish.Publication.PublishedCharts;
import dev.limpid.server.publish.Publication.PublishedDay;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest extends PublishingTest {

    PublisherTest(@TempDir Path temp) throws IOException {
        super(temp);
    }

    @Test
    void publish_writesSortedReportsAndTheChartsComputedFromThem() throws IOException {
        Publication publication = publisher().publish(DAY.plusDays(1));

        assertThat(publication.days()).extracting(PublishedDay::date).containsExactly(DAY.minusDays(1), DAY);
        List<String> lines = lines(DAY);
        assertThat(lines).hasSize(40).isSorted();
        assertThat(publication.days().get(1).contentSha256())
                .isEqualTo(Sha256.hex((String.join("\n", lines) + "\n").getBytes(UTF_8)));
        assertThat(publication.days().get(1).sha256())
                .isEqualTo(Sha256.hex(Files.readAllBytes(folder.reports(DAY).orElseThrow())));
        Period week = Period.weekTo(DAY);
        ChartFold fold = new ChartFold(Sample.decided().plan());
        for (LocalDate day : List.of(DAY, DAY.minusDays(1))) {
            for (String line : lines(day)) {
                fold.add(read(line));
            }
        }
        byte[] expected = ChartSetCodec.toJson(fold.charts("example.org", Sample.CONFIG, week));
        assertThat(folder.chartsJson(week).orElseThrow()).isEqualTo(expected);
        assertThat(folder.periods()).contains(Period.day(DAY), Period.day(DAY.minusDays(1)), week, Period.monthOf(DAY));
    }

    @Test
    void publish_logsAManifestThatNamesEveryFile() throws IOException {
        Publication publication = publisher().publish(DAY.plusDays(1));

        assertThat(logged).containsOnlyKeys("v0.1.0");
        assertThat(Publication.read(logged.getOrDefault("v0.1.0", new byte[0]))).isEqualTo(publication);
        for (PublishedCharts one : publication.charts()) {
            assertThat(Sha256.hex(folder.chartsJson(one.period()).orElseThrow()))
                    .isEqualTo(one.sha256());
        }
    }

    @Test
    void publish_againWithoutNewReportsChangesNothing() throws IOException {
        publisher().publish(DAY.plusDays(1));
        Map<String, String> before = files();

        Publication again = publisher().publish(DAY.plusDays(1));

        assertThat(again.days()).isEmpty();
        assertThat(again.charts()).isEmpty();
        assertThat(files()).isEqualTo(before);
        assertThat(logged).hasSize(1);
    }

    @Test
    void publish_leavesTheDayThatHasNotEnded() throws IOException {
        publisher().publish(DAY);

        assertThat(folder.publication().days()).extracting(PublishedDay::date).containsExactly(DAY.minusDays(1));
    }

    @Test
    void lateReports_republishTheirDayAndItsChartsAsANewRevision() throws IOException {
        Publication first = publisher().publish(DAY.plusDays(1));
        accept(DAY, 5);

        Publication second = publisher().publish(DAY.plusDays(21));

        PublishedDay day = second.days().get(0);
        assertThat(day.date()).isEqualTo(DAY);
        assertThat(day.revision()).isEqualTo(1);
        assertThat(day.reports()).isEqualTo(45);
        assertThat(day.earlier()).singleElement().satisfies(earlier -> {
            assertThat(earlier.sha256()).isEqualTo(first.days().get(1).sha256());
            assertThat(earlier.reports()).isEqualTo(40);
        });
        assertThat(second.charts())
                .extracting(PublishedCharts::period)
                .contains(Period.day(DAY), Period.weekTo(DAY), Period.monthOf(DAY))
                .doesNotContain(Period.day(DAY.minusDays(1)));
        assertThat(folder.charts(Period.weekTo(DAY)).map(ChartSet::reports)).contains(75L);
        assertThat(logged).containsOnlyKeys("v0.1.0", "v0.2.0");
    }

    @Test
    void reportsAfterDowntime_arePublishedByTheNextRun() throws IOException {
        publisher().publish(DAY.plusDays(1));
        accept(DAY.plusDays(3), 10);
        accept(DAY, 1);

        publisher().publish(DAY.plusDays(90));

        assertThat(folder.publication().days())
                .extracting(PublishedDay::reports)
                .containsExactly(30L, 41L, 10L);
    }

    @Test
    void publish_thatFailsLeavesTheLastStateAndIsFinishedByTheNext() throws IOException {
        publisher().publish(DAY.plusDays(1));
        Map<String, byte[]> before = served();
        accept(DAY, 5);
        Publisher failing = new Publisher(
                folder,
                store,
                Sample::decided,
                (version, manifest) -> {
                    throw new IOException("the log is away");
                },
                rules());

        assertThatThrownBy(() -> failing.publish(DAY.plusDays(2))).hasMessage("the log is away");
        assertThat(served()).usingRecursiveComparison().isEqualTo(before);

        accept(DAY, 2);
        publisher().publish(DAY.plusDays(2));
        assertThat(folder.publication().days())
                .extracting(PublishedDay::reports)
                .containsExactly(30L, 47L);
        assertThat(logged).containsOnlyKeys("v0.1.0", "v0.2.0", "v0.3.0");
    }

    @Test
    void publish_thatFailsBeforeItIsWholeLeavesNothingBehind() throws IOException {
        publisher().publish(DAY.plusDays(1));
        Map<String, String> before = files();
        accept(DAY, 5);
        Publisher failing = new Publisher(
                folder,
                store,
                () -> {
                    throw new IOException("no configuration");
                },
                PublicationLog.NONE,
                rules());

        assertThatThrownBy(() -> failing.publish(DAY.plusDays(2))).hasMessage("no configuration");
        folder.sweep(folder.publication());

        assertThat(files()).isEqualTo(before);
    }

    /** What readers get: the index and every file it names. */
    private Map<String, byte[]> served() throws IOException {
        Map<String, byte[]> served = new TreeMap<>();
        Publication publication = folder.publication();
        served.put("index", publication.toJson());
        for (PublishedDay day : publication.days()) {
            served.put(day.file(), Files.readAllBytes(folder.file(day)));
        }
        for (PublishedCharts one : publication.charts()) {
            served.put(one.file(), Files.readAllBytes(folder.file(one)));
        }
        return served;
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.root())) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                files.put(file.toString(), Sha256.hex(Files.readAllBytes(file)));
            }
        }
        return files;
    }
}
