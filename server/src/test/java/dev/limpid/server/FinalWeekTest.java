package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.intake.IntakeLimits;
import dev.limpid.server.publish.PublishingRules.Cadence;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No answers are accepted about a week that was published for the last time, since they would never be published. */
class FinalWeekTest {

    private static final LocalDate LAST = TestCollection.WEEK.plusDays(6 + 21 + 2);

    @TempDir
    Path folder;

    @Test
    void longerWeekAge_opensNoWeekAgain() throws Exception {
        try (TestCollection collection = start(21, LAST.minusDays(2))) {
            assertThat(answer(collection).statusCode()).isEqualTo(200);
        }
        try (TestCollection collection = start(21, LAST)) {
            collection.only().publishNow();
        }
        try (TestCollection collection = start(60, LAST)) {
            refused(answer(collection));
            refused(collection.post("upload/2026-11-16", TestCollection.REPORT));
            assertThat(collection.only().answers().count(TestCollection.WEEK)).isEqualTo(1);
            String next = TestCollection.ANSWER.replace("2026-11-09", "2026-11-16");
            assertThat(collection.post("answers", next).statusCode())
                    .as("the week after it is open")
                    .isEqualTo(200);
        }
    }

    /** One regular run with a wrong clock closes no week. */
    @Test
    void clockThatLeapsAhead_closesNoWeek() throws Exception {
        try (TestCollection collection = start(21, LAST.minusDays(14))) {
            assertThat(answer(collection).statusCode()).isEqualTo(200);
            collection.only().runMaintenance();
        }
        try (TestCollection wrong = start(21, LAST.plusDays(31))) {
            wrong.only().runMaintenance();
            assertThat(wrong.only().answers().count(TestCollection.WEEK)).isEqualTo(1);
        }
        try (TestCollection collection = start(21, LAST.minusDays(14))) {
            collection.only().runMaintenance();
            HttpResponse<String> again = answer(collection);
            assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
            assertThat(collection.only().answers().count(TestCollection.WEEK))
                    .as("it is known again")
                    .isEqualTo(1);
        }
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Limpid-Refusal")).contains("week-closed");
        assertThat(answer.body()).contains("the week of 2026-11-09 is published for the last time");
    }

    private static HttpResponse<String> answer(TestCollection collection) throws Exception {
        return collection.post("answers", TestCollection.ANSWER);
    }

    private TestCollection start(int weekAge, LocalDate today) throws Exception {
        IntakeLimits usual = IntakeLimits.usual();
        CollectionSettings settings = new CollectionSettings(
                TestCollection.NAME,
                folder,
                Optional.empty(),
                new IntakeLimits(
                        usual.perMinute(),
                        usual.perDay(),
                        Duration.ofDays(weekAge),
                        usual.configAge(),
                        usual.networkShare()),
                Optional.empty(),
                0,
                Cadence.WEEKLY,
                Optional.empty(),
                Optional.empty());
        Clock clock = Clock.fixed(today.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        return TestCollection.start(ServerSettings.local(List.of(settings)), clock);
    }
}
