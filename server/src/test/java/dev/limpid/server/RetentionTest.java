package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.limpid.protocol.release.Releases;
import dev.limpid.server.publish.PublishingRules.Cadence;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.storage.ResendKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accepted answers are deleted once all of them were in their week's final publication, and not before. */
class RetentionTest {

    private static final LocalDate WEEK = TestCollection.WEEK;

    /** The first day on which no more answers about the week can arrive. */
    private static final LocalDate DUE = WEEK.plusDays(6 + 21 + 2);

    @TempDir
    Path folder;

    @Test
    void server_dropsAWeekWithItsLastPublication() throws Exception {
        CollectionSettings settings = settings(0);
        try (HostedCollection collection = open(settings, DUE.minusDays(1))) {
            accept(collection, 3);
            collection.runMaintenance();
            assertThat(collection.published().publication().weeks())
                    .extracting(PublishedWeek::state)
                    .containsExactly(PublishedWeek.State.PROVISIONAL);
            assertThat(collection.answers().count(WEEK)).isEqualTo(3);
        }
        assertThat(Retention.list(settings)).containsExactly(new Retention.StoredWeek(WEEK, 3, false, 3, DUE, false));
        try (HostedCollection collection = open(settings, DUE)) {
            collection.runMaintenance();

            assertThat(collection.answers().weeks()).isEmpty();
            assertThat(collection.published().publication().weeks())
                    .extracting(PublishedWeek::state)
                    .containsExactly(PublishedWeek.State.FINAL);
            assertThat(collection.published().answers(WEEK)).isPresent();
            collection.runMaintenance();
            assertThat(collection
                            .published()
                            .publication()
                            .week(WEEK)
                            .orElseThrow()
                            .answers())
                    .isEqualTo(3);
        }
    }

    @Test
    void answersThatAreNotPublished_stay() throws Exception {
        CollectionSettings settings = settings(0);
        try (HostedCollection collection = open(settings, DUE)) {
            accept(collection, 2);
            assertThat(Retention.drop(collection.answers(), settings, DUE)).isEmpty();
            collection.publishNow();
            accept(collection, 1);
            assertThat(Retention.drop(collection.answers(), settings, DUE)).isEmpty();
            assertThat(collection.answers().count(WEEK)).isEqualTo(3);

            collection.publishNow();

            assertThat(Retention.drop(collection.answers(), settings, DUE))
                    .containsExactly(new Retention.StoredWeek(WEEK, 3, false, 3, DUE, true));
            assertThat(collection
                            .published()
                            .publication()
                            .week(WEEK)
                            .orElseThrow()
                            .answers())
                    .isEqualTo(3);
        }
    }

    /** There may be more published answers than answers left, and nobody knows how many were lost. */
    @Test
    void weekThatLostAnswers_isKept() throws Exception {
        CollectionSettings settings = settings(0);
        try (HostedCollection collection = open(settings, DUE.minusDays(1))) {
            accept(collection, 2);
        }
        Path segment = folder.resolve("answers").resolve(WEEK.toString()).resolve("00000001.seg");
        byte[] left = Files.readAllBytes(segment);
        try (HostedCollection collection = open(settings, DUE.minusDays(1))) {
            accept(collection, 1);
            collection.runMaintenance();
            accept(collection, 2);
        }
        Files.write(segment, left);
        try (HostedCollection collection = open(settings, DUE)) {
            collection.runMaintenance();

            assertThat(collection.published().publication().weeks())
                    .extracting(PublishedWeek::state, PublishedWeek::accepted)
                    .containsExactly(tuple(PublishedWeek.State.FINAL, 3L));
            assertThat(collection.answers().weeks()).containsExactly(WEEK);
        }
        assertThat(Retention.drop(settings, DUE)).isEmpty();
        assertThat(Retention.list(settings)).singleElement().satisfies(week -> {
            assertThat(week.isDamaged()).isTrue();
            assertThat(week.isDroppable(DUE)).isFalse();
        });
    }

    /** Answers that are too rare to be shown are not kept because of that. */
    @Test
    void behindAGate_whatIsNotShownGoesToo() throws Exception {
        CollectionSettings settings = settings(5);
        try (HostedCollection collection = open(settings, DUE)) {
            accept(collection, 3);
            collection.runMaintenance();

            assertThat(collection.answers().weeks()).isEmpty();
            assertThat(collection.published().publication().weeks())
                    .extracting(PublishedWeek::accepted, PublishedWeek::answers)
                    .containsExactly(tuple(3L, 0L));
        }
    }

    private CollectionSettings settings(int gate) {
        return new CollectionSettings(
                TestCollection.NAME,
                folder,
                Optional.empty(),
                CollectionSettings.of(TestCollection.NAME, folder).limits(),
                Optional.empty(),
                gate,
                Cadence.WEEKLY,
                Optional.empty(),
                Optional.empty());
    }

    private static HostedCollection open(CollectionSettings settings, LocalDate today) throws Exception {
        Clock clock = Clock.fixed(today.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        HostedCollection collection = HostedCollection.open(settings, clock);
        collection.publishConfiguration(
                "charts.txt", TestCollection.CHARTS, Releases.BY_HAND, TestCollection.PARTICIPATION);
        return collection;
    }

    private static void accept(HostedCollection collection, int answers) {
        for (int i = 0; i < answers; i++) {
            collection
                    .answers()
                    .append(WEEK, ResendKey.unique(), TestCollection.answer(i).getBytes(StandardCharsets.UTF_8))
                    .toCompletableFuture()
                    .join();
        }
    }
}
