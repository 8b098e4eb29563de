package dev.limpid.server.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.charts.result.IncompleteWeeks;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.server.configuration.ChartInputs;
import dev.limpid.server.publish.PublishingRules.Cadence;
import dev.limpid.server.publish.index.NetworkHistogram;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.publish.index.PublishedCharts;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.server.publish.index.PublishedWeek.State;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest extends PublishingTestBase {

    PublisherTest(@TempDir Path temp) throws IOException {
        super(temp);
    }

    @Test
    void publish_writesDistinctAnswersAndTheChartsComputedFromThem() throws IOException {
        Publication publication = publisher().publish(PROVISIONAL);

        assertThat(publication.weeks()).extracting(PublishedWeek::week).containsExactly(WEEK.minusWeeks(1), WEEK);
        PublishedWeek week = publication.weeks().get(1);
        List<String> lines = lines(WEEK);
        assertThat(lines).isSorted().doesNotHaveDuplicates();
        assertThat(answers(WEEK)).extracting(PublishedAnswer::answer).doesNotHaveDuplicates();
        assertThat(week.answers()).isEqualTo(40);
        assertThat(week.lines()).isEqualTo(lines.size()).isLessThan(40);
        assertThat(answers(WEEK).stream().mapToLong(PublishedAnswer::machines).sum())
                .isEqualTo(40);
        assertThat(week.alone())
                .isEqualTo(answers(WEEK).stream()
                        .filter(one -> one.machines() == 1)
                        .count());
        assertThat(week.contentSha256()).isEqualTo(Sha256.hex((String.join("\n", lines) + "\n").getBytes(UTF_8)));
        assertThat(week.sha256())
                .isEqualTo(Sha256.hex(Files.readAllBytes(folder.answers(WEEK).orElseThrow())));
        AnswerFold fold = new AnswerFold(SampleCollection.decided().plan());
        for (LocalDate one : List.of(WEEK, WEEK.minusWeeks(1))) {
            answers(one).forEach(fold::add);
        }
        ChartSet expected = new ChartSetBuilder(
                        fold,
                        "example.org",
                        SampleCollection.CONFIG,
                        IncompleteWeeks.of(Set.of(WEEK.minusWeeks(1), WEEK), List.of()))
                .build(Period.week(WEEK));
        assertThat(folder.chartsJson(Period.week(WEEK)).orElseThrow()).isEqualTo(ChartSetCodec.toJson(expected));
        assertThat(folder.periods()).contains(Period.week(WEEK), Period.week(WEEK.minusWeeks(1)), Period.monthOf(WEEK));
        assertThat(problems()).isEmpty();
    }

    @Test
    void publish_logsAManifestThatNamesEveryFile() throws IOException {
        Publication publication = publisher().publish(PROVISIONAL);

        assertThat(logged).containsOnlyKeys("v0.1.0");
        assertThat(Publication.read(logged.getOrDefault("v0.1.0", new byte[0]))).isEqualTo(publication);
        for (PublishedCharts one : publication.charts()) {
            assertThat(Sha256.hex(folder.chartsJson(one.period()).orElseThrow()))
                    .isEqualTo(one.sha256());
        }
    }

    @Test
    void publish_againChangesNothing() throws IOException {
        publisher().publish(PROVISIONAL);
        Map<String, String> before = files();

        Publication again = publisher().publish(PROVISIONAL);

        assertThat(again.weeks()).isEmpty();
        assertThat(again.charts()).isEmpty();
        assertThat(files()).isEqualTo(before);
        assertThat(logged).hasSize(1);
    }

    /** Answers arrive on every day: a week is published twice with what has arrived, and at no other time. */
    @Test
    void week_isPublishedAWeekAfterItsSundayAndOnceMoreWhenNothingCanCome() throws IOException {
        Map<LocalDate, State> states = new TreeMap<>();
        for (LocalDate day = WEEK; !day.isAfter(FINAL.plusDays(7)); day = day.plusDays(1)) {
            if (day.isBefore(FINAL)) {
                accept(WEEK, 1);
            }
            for (PublishedWeek week : publisher().publish(day).weeks()) {
                if (week.week().equals(WEEK)) {
                    states.put(day, week.state());
                }
            }
        }

        assertThat(states).isEqualTo(Map.of(PROVISIONAL, State.PROVISIONAL, FINAL, State.FINAL));
        PublishedWeek week = folder.publication().week(WEEK).orElseThrow();
        assertThat(week.answers()).isEqualTo(40 + 29);
        assertThat(week.earlier()).singleElement().satisfies(earlier -> {
            assertThat(earlier.state()).isEqualTo(State.PROVISIONAL);
            assertThat(earlier.answers()).isEqualTo(40 + 15);
        });
        assertThat(problems()).isEmpty();
    }

    @Test
    void charts_sayThatAWeekIsProvisionalUntilItIsNot() throws IOException {
        publisher().publish(PROVISIONAL);
        assertThat(folder.charts(Period.week(WEEK)).orElseThrow().weeks())
                .extracting(ChartSet.WeekAnswers::week, ChartSet.WeekAnswers::provisional)
                .containsExactly(tuple(WEEK, true));

        Publication last = publisher().publish(FINAL);

        assertThat(last.weeks()).extracting(PublishedWeek::revision).containsOnly(0);
        assertThat(folder.charts(Period.week(WEEK)).orElseThrow().weeks())
                .extracting(ChartSet.WeekAnswers::week, ChartSet.WeekAnswers::provisional)
                .containsExactly(tuple(WEEK, false));
        assertThat(problems()).isEmpty();
    }

    @Test
    void weekThatWasMissed_isPublishedByTheNextRunAtOnceAsFinal() throws IOException {
        publisher().publish(FINAL.plusDays(60));

        assertThat(folder.publication().weeks())
                .extracting(PublishedWeek::state, PublishedWeek::answers)
                .containsExactly(tuple(State.FINAL, 30L), tuple(State.FINAL, 40L));
        assertThat(publisher().publish(FINAL.plusDays(61)).weeks()).isEmpty();
    }

    @Test
    void publish_onlyTouchesChartsOfWeeksThatChanged() throws IOException {
        publisher().publish(PROVISIONAL);
        accept(WEEK.plusWeeks(3), 10);

        Publication second = publisher().publish(WEEK.plusWeeks(5));

        assertThat(second.weeks())
                .extracting(PublishedWeek::week)
                .containsExactly(WEEK.minusWeeks(1), WEEK, WEEK.plusWeeks(3));
        assertThat(second.charts()).extracting(PublishedCharts::period).contains(Period.week(WEEK.plusWeeks(3)));
    }

    @Test
    void answersTakenForLongerThanBefore_arePublishedToo() throws IOException {
        publisher(new PublishingRules(10, 1)).publish(WEEK.plusDays(6 + 10 + 2));
        assertThat(folder.publication().week(WEEK).orElseThrow().state()).isEqualTo(State.FINAL);
        accept(WEEK, 3);

        publisher().publish(FINAL);

        assertThat(folder.publication().week(WEEK).orElseThrow().answers()).isEqualTo(43);
        assertThat(publisher().publish(FINAL).weeks()).isEmpty();
    }

    /** A flipped bit in an old file is no reason to stop publishing. */
    @Test
    void publishedWeekThatIsDamaged_endsNoOther_andItsChartsStay() throws IOException {
        publisher().publish(PROVISIONAL);
        LocalDate damaged = WEEK.minusWeeks(1);
        Path file = folder.answers(damaged).orElseThrow();
        byte[] whole = Files.readAllBytes(file);
        byte[] bytes = whole.clone();
        bytes[1] ^= 0x40;
        Files.write(file, bytes);
        deleteFolds();
        byte[] charts = folder.chartsJson(Period.week(damaged)).orElseThrow();
        accept(WEEK.plusWeeks(1), 10);

        assertThat(publisher().publish(PROVISIONAL.plusWeeks(1)).weeks())
                .extracting(PublishedWeek::week)
                .contains(WEEK.plusWeeks(1));

        assertThat(folder.chartsJson(Period.week(damaged)).orElseThrow()).isEqualTo(charts);
        assertThat(folder.damaged()).singleElement().asString().contains(file.toString(), "backup");
    }

    @Test
    void foldersThatSomebodyPutThere_areLeftAlone() throws IOException {
        publisher().publish(PROVISIONAL);
        Path odd = Files.createDirectories(folder.root().resolve("data/lost+found/x"));
        Files.createDirectories(folder.root().resolve("folds/old"));
        accept(WEEK.plusWeeks(1), 10);

        assertThat(publisher().publish(PROVISIONAL.plusWeeks(1)).weeks()).isNotEmpty();
        assertThat(odd).exists();
    }

    private void deleteFolds() throws IOException {
        try (Stream<Path> folds = Files.list(folder.root().resolve("folds"))) {
            for (Path fold : (Iterable<Path>) folds::iterator) {
                Files.delete(fold);
            }
        }
    }

    /** Final weeks, too: what a wrong configuration brought in does not stay in the charts. */
    @Test
    void configurationThatIsRevoked_leavesTheChartsAtTheNextRun() throws IOException {
        publisher().publish(FINAL);
        Map<String, byte[]> data = new TreeMap<>();
        for (LocalDate week : List.of(WEEK, WEEK.minusWeeks(1))) {
            data.put(week.toString(), Files.readAllBytes(folder.answers(week).orElseThrow()));
        }
        ChartInputs.Source revoking = SampleCollection.source(
                () -> new ChartInputs("v1.1.0", SampleCollection.charts(), List.of(), List.of()),
                List.of(SampleCollection.CONFIG));

        Publication publication = publisher(revoking).publish(FINAL.plusDays(1));

        assertThat(publication.weeks()).isEmpty();
        assertThat(publication.charts())
                .filteredOn(one -> one.period().equals(Period.week(WEEK)))
                .singleElement()
                .satisfies(one -> assertThat(one.config()).isEqualTo("v1.1.0"));
        ChartSet charts = folder.charts(Period.week(WEEK)).orElseThrow();
        assertThat(charts.programs()).allSatisfy(program -> {
            assertThat(program.answers()).isZero();
            assertThat(program.charts())
                    .allSatisfy(chart -> assertThat(chart.answers()).isZero());
        });
        assertThat(charts.notes()).anySatisfy(note -> assertThat(note).contains("40 answers", "revoked"));
        for (LocalDate week : List.of(WEEK, WEEK.minusWeeks(1))) {
            assertThat(Files.readAllBytes(folder.answers(week).orElseThrow())).isEqualTo(data.get(week.toString()));
        }
        Map<String, String> files = files();
        assertThat(publisher(revoking).publish(FINAL.plusDays(1)).charts()).isEmpty();
        assertThat(files()).isEqualTo(files);
        assertThat(logged).hasSize(2);
    }

    /** Charts are drawn with the newest configuration only if necessary: old ones stay as they were. */
    @Test
    void configurationThatIsRevoked_changesNoChartsOfWeeksThatItAskedNothingIn() throws IOException {
        publisher().publish(FINAL);
        ChartInputs.Source revoking = SampleCollection.source(SampleCollection::decided, List.of("v0.9.0"));

        assertThat(publisher(revoking).publish(FINAL.plusDays(1)).charts()).isEmpty();
        assertThat(logged).hasSize(1);
    }

    @Test
    void daily_publishesOnEveryDayOnWhichSomethingCame() throws IOException {
        PublishingRules daily = rules().with(Cadence.DAILY);
        int revisions = 0;
        for (LocalDate day = WEEK.plusDays(1); day.isBefore(WEEK.plusDays(10)); day = day.plusDays(1)) {
            accept(WEEK, 1);
            revisions += (int) publisher(daily).publish(day).weeks().stream()
                    .filter(week -> week.week().equals(WEEK))
                    .count();
            accept(WEEK, 1);
            assertThat(publisher(daily).publish(day).weeks()).as("once a day").isEmpty();
        }

        assertThat(revisions).isEqualTo(9);
        assertThat(problems()).isEmpty();
    }

    @Test
    void daily_isNotHeldUpByARunWhoseClockWasAhead() throws IOException {
        PublishingRules daily = rules().with(Cadence.DAILY);
        accept(WEEK, 1);
        publisher(daily).publish(WEEK.plusDays(2));
        Files.writeString(folder.root().resolve("last-run"), WEEK.plusYears(1).toString());
        accept(WEEK, 1);
        assertThat(publisher(daily).publish(WEEK.plusDays(3)).weeks()).hasSize(1);
    }

    @Test
    void networks_areNamedInTheIndexWhereTheyWereCounted() throws IOException {
        NetworkHistogram networks = new NetworkHistogram(30, 4, 1, 0);
        new Publisher(
                        folder,
                        store,
                        SampleCollection.source(),
                        logged::put,
                        rules(),
                        week -> week.equals(WEEK) ? Optional.of(networks) : Optional.empty())
                .publish(PROVISIONAL);

        assertThat(folder.publication().week(WEEK).orElseThrow().networks()).contains(networks);
        assertThat(folder.publication().week(WEEK.minusWeeks(1)).orElseThrow().networks())
                .isEmpty();
        assertThat(new String(folder.publication().toJson(), UTF_8))
                .contains("\"Networks\":{\"1\":30,\"2-9\":4,\"10-99\":1,\"100+\":0}");
    }

    @Test
    void publish_thatFailsLeavesTheLastStateAndIsFinishedByTheNext() throws IOException {
        publisher().publish(PROVISIONAL);
        Map<String, byte[]> before = served();
        accept(WEEK, 5);
        Publisher failing = new Publisher(
                folder,
                store,
                SampleCollection.source(),
                (version, manifest) -> {
                    throw new IOException("the log is away");
                },
                rules(),
                NetworkCounts.NONE);

        assertThatThrownBy(() -> failing.publish(FINAL)).hasMessage("the log is away");
        assertThat(served()).usingRecursiveComparison().isEqualTo(before);

        publisher().publish(FINAL);
        assertThat(folder.publication().weeks())
                .extracting(PublishedWeek::answers)
                .containsExactly(30L, 45L);
        assertThat(logged).containsOnlyKeys("v0.1.0", "v0.2.0");
    }

    @Test
    void publish_thatFailsBeforeItIsWholeLeavesNothingBehind() throws IOException {
        publisher().publish(PROVISIONAL);
        Map<String, String> before = files();
        accept(WEEK, 5);
        Publisher failing = new Publisher(
                folder,
                store,
                SampleCollection.source(
                        () -> {
                            throw new IllegalStateException("no configuration");
                        },
                        List.of()),
                PublicationLog.NONE,
                rules(),
                NetworkCounts.NONE);

        assertThatThrownBy(() -> failing.publish(FINAL)).hasMessage("no configuration");
        folder.sweep(folder.publication());

        assertThat(files()).isEqualTo(before);
    }

    /** What readers get: the index and every file it names. */
    private Map<String, byte[]> served() throws IOException {
        Map<String, byte[]> served = new TreeMap<>();
        Publication publication = folder.publication();
        served.put("index", publication.toJson());
        for (PublishedWeek week : publication.weeks()) {
            served.put(week.file(), Files.readAllBytes(folder.file(week)));
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
