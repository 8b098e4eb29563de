package dev.limpid.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.server.publish.Publication.PublishedDay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published comes out the same when it is computed again, from kept sums or from the reports. */
class RecomputationTest extends PublishingTest {

    RecomputationTest(@TempDir Path temp) throws IOException {
        super(temp);
    }

    @Test
    void publish_readsOnlyTheReportsOfDaysThatChanged() throws IOException {
        publisher().publish(DAY.plusDays(1));
        Path unchanged = folder.reports(DAY.minusDays(1)).orElseThrow();
        byte[] reports = Files.readAllBytes(unchanged);
        Files.writeString(unchanged, "nothing that could be read");
        accept(DAY, 5);

        publisher().publish(DAY.plusDays(2));

        Files.write(unchanged, reports);
        assertThat(folder.charts(Period.weekTo(DAY)).map(ChartSet::reports)).contains(75L);
        assertThat(problems()).isEmpty();
    }

    @Test
    void keptSums_thatAreDamagedOrLostAreMadeAgain() throws IOException {
        accept(DAY.minusDays(2), 20);
        accept(DAY.minusDays(60), 20);
        publisher().publish(DAY.plusDays(1));
        List<Path> kept;
        try (Stream<Path> files = Files.list(folder.folds())) {
            kept = files.sorted().toList();
        }
        assertThat(kept).hasSize(4);
        Files.delete(kept.get(0));
        Files.write(kept.get(1), new byte[] {1, 2, 3});
        byte[] flipped = Files.readAllBytes(kept.get(2));
        flipped[flipped.length / 2] ^= 1;
        Files.write(kept.get(2), flipped);
        accept(DAY, 5);

        publisher().publish(DAY.plusDays(2));

        assertThat(problems()).isEmpty();
    }

    @Test
    void recomputation_namesADayThatHoldsTheReportsOfAnother() throws IOException {
        publisher().publish(DAY.plusDays(1));
        PublishedDay other = folder.publication().days().get(0);
        PublishedDay posing = new PublishedDay(
                DAY,
                0,
                other.reports(),
                other.bytes(),
                other.sha256(),
                other.contentSha256(),
                other.version(),
                List.of());
        Publication index = new Publication("example.org", 1, List.of(posing), List.of());

        List<String> problems = new Recomputation(index, Map.of(DAY, folder.file(other)), 1)
                .problems(version -> Sample.decided(), one -> new byte[0]);

        assertThat(problems).containsExactly("the reports of 2026-08-20 are not all of the week that ended then");
    }
}
