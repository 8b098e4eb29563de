package dev.limpid.server.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.server.publish.index.RemovedAnswer;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accepted answers that were made to do harm: none ends a publication, and all can be removed. */
class MaliciousAnswersTest extends PublishingTestBase {

    private static final long[] COUNTS = {1, 2, 1L << 32, 1L << 44, AnswerLimits.MOST_COUNT};
    private static final Map<Attribute, String> VERSION = Map.of(Attribute.VERSION, "1.1.0");

    MaliciousAnswersTest(@TempDir Path temp) throws IOException {
        super(temp);
    }

    @Test
    void anyAcceptedNumbers_endNoPublication() throws IOException {
        Random random = new Random(5);
        accept(
                400,
                () -> SampleCollection.answer(WEEK, "failures", VERSION, counts(random, List.of("runs", "failed"))));
        accept(
                400,
                () -> SampleCollection.answer(
                        WEEK, "time", Map.of(), counts(random, List.of("time:<10ms", "time:<1s", "time:>=1s"))));
        accept(400, () -> SampleCollection.answer(WEEK, "crashes", VERSION, stacks(random)));

        Publication publication = publisher().publish(PROVISIONAL);

        assertThat(publication.weeks()).extracting(PublishedWeek::answers).containsExactly(30L, 1240L);
        for (Period period : List.of(Period.week(WEEK), Period.monthOf(WEEK))) {
            ChartSet charts = folder.charts(period).orElseThrow();
            assertThat(charts.notes()).noneMatch(note -> note.contains("cannot be computed"));
            assertThat(charts.programs().get(0).charts())
                    .extracting(chart -> chart.title().id())
                    .hasSize(4);
        }
        assertThat(problems()).isEmpty();
    }

    @Test
    void answerThatCannotBeRead_isNamedAndLeftOut() throws IOException {
        List<byte[]> none = List.of(
                ("{\"Week\":\"" + WEEK + "\",\"Config\":2}").getBytes(UTF_8),
                new byte[] {1, '\n', 2},
                new byte[0],
                (new String(SampleCollection.bytes(SampleCollection.answer(WEEK, "time", Map.of(), Map.of())), UTF_8)
                                + " ")
                        .getBytes(UTF_8),
                new String(SampleCollection.bytes(SampleCollection.answer(WEEK, "time", Map.of(), Map.of())), UTF_8)
                        .replaceFirst(".$", "]")
                        .getBytes(UTF_8),
                SampleCollection.bytes(SampleCollection.answer(WEEK.plusWeeks(1), "time", Map.of(), Map.of())));
        none.forEach(answer -> accept(WEEK, answer));

        Publication publication = publisher().publish(PROVISIONAL);

        assertThat(publication.removed())
                .containsExactlyInAnyOrderElementsOf(none.stream()
                        .map(one -> new RemovedAnswer(Sha256.hex(one), WEEK, RemovedAnswer.Why.UNREADABLE, 1, "v0.1.0"))
                        .toList());
        PublishedWeek week = folder.publication().week(WEEK).orElseThrow();
        assertThat(week.answers()).isEqualTo(40);
        assertThat(week.accepted()).isEqualTo(46);
        assertThat(new String(logged.getOrDefault("v0.1.0", new byte[0]), UTF_8))
                .contains(Sha256.hex(none.get(0)));
        assertThat(problems()).isEmpty();
        assertThat(publisher().publish(PROVISIONAL.plusDays(1)).weeks()).isEmpty();
    }

    @Test
    void without_takesADistinctAnswerOutForGood() throws IOException {
        publisher().publish(PROVISIONAL);
        PublishedAnswer line = answers(WEEK).get(7);
        String digest = digest(line);

        Publication publication = without(digest);

        assertThat(publication.removed())
                .containsExactly(
                        new RemovedAnswer(digest, WEEK, RemovedAnswer.Why.OPERATOR, line.machines(), "v0.2.0"));
        long left = 40 - line.machines();
        assertThat(publication.weeks())
                .extracting(PublishedWeek::answers, PublishedWeek::state)
                .containsExactly(tuple(left, PublishedWeek.State.PROVISIONAL));
        assertThat(answers(WEEK)).doesNotContain(line);
        assertThat(folder.charts(Period.week(WEEK)).orElseThrow().answers()).isEqualTo(left);
        assertThat(folder.publication().removed()).isEqualTo(publication.removed());
        assertThat(new String(logged.getOrDefault("v0.2.0", new byte[0]), UTF_8))
                .contains("\"Removed\":[{\"SHA256\":\"" + digest);
        assertThat(problems()).isEmpty();

        // Repeating it changes nothing, and later runs keep it out.
        assertThat(without(digest).weeks()).isEmpty();
        accept(line.answer());
        accept(WEEK, 2);
        publisher().publish(FINAL);
        assertThat(answers(WEEK)).extracting(PublishedAnswer::answer).doesNotContain(line.answer());
        assertThat(folder.publication().week(WEEK).orElseThrow().answers()).isLessThanOrEqualTo(left + 2);
        assertThat(problems()).isEmpty();
    }

    /**
     * Answers that arrived since the week was published wait for its day: a revision in between would show what a few
     * machines answered.
     */
    @Test
    void without_publishesNothingElseOfItsWeek() throws IOException {
        publisher().publish(PROVISIONAL);
        List<String> before = lines(WEEK);
        accept(WEEK, 20);

        without(digest(answers(WEEK).get(0)));

        assertThat(lines(WEEK)).isEqualTo(before.subList(1, before.size()));
    }

    @Test
    void without_takesAnAnswerOutBeforeItIsPublished() throws IOException {
        PublishedAnswer poison =
                new PublishedAnswer(SampleCollection.answer(WEEK, "time", Map.of(), Map.of("time:<1s", 1L << 44)), 1);
        accept(poison.answer());

        publisher().publishWithout(List.of(digest(poison)), WEEK.plusDays(8));
        assertThat(folder.publication().week(WEEK)).isEmpty();
        publisher().publish(PROVISIONAL);

        assertThat(folder.publication().week(WEEK).orElseThrow().answers()).isEqualTo(40);
        assertThat(answers(WEEK)).extracting(PublishedAnswer::answer).doesNotContain(poison.answer());
        assertThat(problems()).isEmpty();
    }

    @Test
    void without_takesAnAnswerOutOfAWeekThatTheStoreHasNoMore() throws IOException {
        publisher().publish(FINAL);
        store.drop(WEEK);
        List<String> before = lines(WEEK);

        without(digest(answers(WEEK).get(0)));

        assertThat(lines(WEEK)).isEqualTo(before.subList(1, before.size()));
        assertThat(problems()).isEmpty();
    }

    @Test
    void publishedAnswerThatIsDamagedInTheStore_staysPublished() throws IOException {
        publisher().publish(PROVISIONAL);
        List<PublishedAnswer> before = answers(WEEK);
        Path segment = storeFolder.resolve(WEEK.toString()).resolve("00000001.seg");
        byte[] bytes = Files.readAllBytes(segment);
        int end = bytes.length; // the length of the frames: zeros are written ahead of the next ones
        while (bytes[end - 1] == 0) {
            end--;
        }
        bytes[end / 2] ^= 4;
        Files.write(segment, bytes);
        accept(WEEK, 2);

        publisher().publish(FINAL);

        assertThat(store.damage()).isNotEmpty();
        assertThat(answers(WEEK))
                .extracting(PublishedAnswer::answer)
                .containsAll(before.stream().map(PublishedAnswer::answer).toList());
        assertThat(folder.publication().week(WEEK).orElseThrow().answers()).isGreaterThanOrEqualTo(40);
        assertThat(problems()).isEmpty();
    }

    @Test
    void without_takesAllAnswersOfAWeek() throws IOException {
        publisher().publish(PROVISIONAL);
        List<String> digests = new ArrayList<>();
        answers(WEEK).forEach(line -> digests.add(digest(line)));

        publisher().publishWithout(digests, PROVISIONAL);

        assertThat(lines(WEEK)).isEmpty();
        assertThat(problems()).isEmpty();
    }

    @Test
    void without_ofAnAnswerThatNobodyGaveChangesNothing() throws IOException {
        publisher().publish(PROVISIONAL);
        String digest = Sha256.hex("nothing".getBytes(UTF_8));

        assertThatThrownBy(() -> without(digest))
                .isInstanceOf(UnknownAnswerException.class)
                .hasMessageContaining(digest);
        assertThat(logged).hasSize(1);
    }

    /**
     * The digest of a rare answer would confirm it to anyone who guesses it, so behind a gate only shown answers can be
     * named.
     */
    @Test
    void without_behindAGateTakesOutPublishedLinesAlone() throws IOException {
        PublishedAnswer rare =
                new PublishedAnswer(SampleCollection.answer(WEEK, "time", Map.of(), Map.of("time:<1s", 1L << 44)), 1);
        accept(rare.answer());
        Publisher gated = publisher(rules().withGate(3));
        gated.publish(FINAL);

        assertThatThrownBy(() -> gated.publishWithout(List.of(digest(rare)), FINAL))
                .isInstanceOf(UnknownAnswerException.class);
        List<String> before = lines(WEEK);
        gated.publishWithout(List.of(digest(answers(WEEK).get(0))), FINAL);

        assertThat(lines(WEEK)).isEqualTo(before.subList(1, before.size()));
        assertThat(problems()).isEmpty();
    }

    @Test
    void verification_findsAnAnswerThatIsSaidToBeOut() throws IOException {
        publisher().publish(PROVISIONAL);
        Publication index = folder.publication();
        PublishedAnswer line = answers(WEEK).get(3);
        Publication lying = new Publication(
                index.collection(),
                index.number(),
                index.weeks(),
                index.charts(),
                List.of(new RemovedAnswer(digest(line), WEEK, RemovedAnswer.Why.OPERATOR, line.machines(), "v0.1.0")));
        Map<LocalDate, Path> files = new TreeMap<>();
        index.weeks().forEach(week -> files.put(week.week(), folder.file(week)));

        assertThat(new Recomputation(lying, files, 2)
                        .problems(version -> SampleCollection.decided(), one -> Files.readAllBytes(folder.file(one))))
                .anyMatch(problem -> problem.contains("lists as removed"));
    }

    private Publication without(String digest) throws IOException {
        return publisher().publishWithout(List.of(digest), PROVISIONAL);
    }

    private static String digest(PublishedAnswer line) {
        return Sha256.hex(SampleCollection.bytes(line.answer()));
    }

    private static Map<String, Long> counts(Random random, List<String> names) {
        Map<String, Long> counts = new TreeMap<>();
        for (String name : names) {
            if (random.nextInt(3) > 0) {
                counts.put(name, COUNTS[random.nextInt(COUNTS.length)]);
            }
        }
        return counts;
    }

    private static Map<String, Long> stacks(Random random) {
        Map<String, Long> stacks = new TreeMap<>();
        int from = random.nextInt(5_000);
        for (int i = 0; i < random.nextInt(AnswerLimits.STACKS); i++) {
            stacks.put("crash\njava.k.a:+" + (from + i), COUNTS[i % COUNTS.length]);
        }
        return stacks;
    }
}
