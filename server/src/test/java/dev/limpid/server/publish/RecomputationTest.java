package dev.limpid.server.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.server.publish.index.GateSummary;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recomputing published data gives the same result, from kept sums and from the answers. */
class RecomputationTest extends PublishingTestBase {

    RecomputationTest(@TempDir Path temp) throws IOException {
        super(temp);
    }

    @Test
    void publish_readsOnlyTheAnswersOfWeeksThatChanged() throws IOException {
        publisher().publish(FINAL.minusWeeks(1));
        Path unchanged = folder.answers(WEEK.minusWeeks(1)).orElseThrow();
        byte[] answers = Files.readAllBytes(unchanged);
        Files.writeString(unchanged, "nothing that could be read");
        accept(WEEK, 5);

        publisher().publish(FINAL);

        Files.write(unchanged, answers);
        assertThat(folder.charts(Period.week(WEEK)).map(ChartSet::answers)).contains(45L);
        assertThat(problems()).isEmpty();
    }

    @Test
    void keptSums_thatAreDamagedOrLostAreMadeAgain() throws IOException {
        accept(WEEK.minusWeeks(2), 20);
        accept(WEEK.minusWeeks(9), 20);
        publisher().publish(PROVISIONAL);
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
        accept(WEEK, 5);

        publisher().publish(FINAL);

        assertThat(problems()).isEmpty();
    }

    @Test
    void recomputation_namesAWeekThatHoldsTheAnswersOfAnother() throws IOException {
        publisher().publish(PROVISIONAL);
        PublishedWeek other = folder.publication().weeks().get(0);
        PublishedWeek posing = new PublishedWeek(
                WEEK,
                other.state(),
                0,
                other.accepted(),
                other.answers(),
                other.lines(),
                other.alone(),
                other.bytes(),
                other.sha256(),
                other.contentSha256(),
                other.version(),
                other.networks(),
                other.gate(),
                List.of());

        assertThat(problems(posing, folder.file(other)))
                .containsExactly("the answers of 2026-08-17 are not all about that week");
    }

    /**
     * Somebody reads the index, and everything else after it was published again: a sentence says so, and the next check is
     * right.
     */
    @Test
    void recomputation_fromAnIndexThatWasReplacedMeanwhile_findsIt() throws IOException {
        publisher().publish(PROVISIONAL);
        Publication before = folder.publication();
        accept(WEEK, 5);
        publisher().publish(FINAL);
        Map<LocalDate, Path> files = new TreeMap<>();
        for (PublishedWeek week : before.weeks()) {
            files.put(week.week(), folder.answers(week.week()).orElseThrow());
        }

        List<String> problems = new Recomputation(before, files, 1)
                .problems(
                        version -> SampleCollection.decided(),
                        one -> folder.chartsJson(one.period()).orElseThrow());

        assertThat(problems).anyMatch(one -> one.startsWith("the digest of the answers of 2026-08-17 is "));
        assertThat(folder.publication().number()).isNotEqualTo(before.number());
        assertThat(problems()).isEmpty();
    }

    /** A server with other data than was published cannot choose the finding: each lie has its own sentence. */
    @Test
    void recomputation_namesLinesThatAreNotInOrderTwiceOrRarerThanTheGateAllows() throws IOException {
        publisher().publish(PROVISIONAL);
        List<String> lines = lines(WEEK);
        Collections.swap(lines, 0, 1);
        assertThat(problems(lines, Optional.empty())).anyMatch(one -> one.contains("are not sorted"));

        List<String> twice = lines(WEEK);
        String first = twice.get(0);
        twice.add(1, first.replaceFirst("\"N\":[0-9]+", "\"N\":99"));
        assertThat(problems(twice, Optional.empty())).anyMatch(one -> one.contains("are not sorted and distinct"));

        assertThat(problems(lines(WEEK), Optional.of(new GateSummary(3, 0, 0, 0))))
                .anyMatch(one -> one.contains("that fewer than 3 machines gave"));

        List<String> none = lines(WEEK);
        none.set(0, "{}");
        assertThat(problems(none, Optional.empty())).anyMatch(one -> one.contains("contain a malformed line"));
    }

    private List<String> problems(List<String> lines, Optional<GateSummary> gate) throws IOException {
        byte[] text = (String.join("\n", lines) + "\n").getBytes(UTF_8);
        Path file = folder.root().resolve("other.ndjson");
        Files.write(file, text);
        long answers = 0;
        long alone = 0;
        for (String line : lines) {
            String n = line.replaceAll(".*\"N\":([0-9]+)}", "$1");
            answers += n.equals(line) ? 0 : Long.parseLong(n);
            alone += n.equals("1") ? 1 : 0;
        }
        PublishedWeek week = new PublishedWeek(
                WEEK,
                PublishedWeek.State.FINAL,
                0,
                answers,
                answers,
                lines.size(),
                alone,
                text.length,
                Sha256.hex(text),
                Sha256.hex(text),
                "v0.1.0",
                Optional.empty(),
                gate,
                List.of());
        return problems(week, file);
    }

    private List<String> problems(PublishedWeek week, Path file) throws IOException {
        Publication index = new Publication("example.org", 1, List.of(week), List.of());
        return new Recomputation(index, Map.of(week.week(), file), 1)
                .problems(version -> SampleCollection.decided(), one -> new byte[0]);
    }
}
