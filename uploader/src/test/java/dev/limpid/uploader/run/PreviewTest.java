package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.protocol.question.active.Omission;
import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewTest {

    @TempDir
    Path folder;

    private HomeFixture home;

    @BeforeEach
    void makeHome() {
        home = new HomeFixture(folder);
    }

    @Test
    void preview_showsTheCurrentWeek_andNamesWhatIsLeftOut() throws IOException {
        home.mode = new Mode.On(LocalDate.parse("2026-11-01"));
        home.count("2026-11-18", "2026-11-25", "tool/a", "tool/secret");
        Preview.Week week = weeks().get(0);
        assertThat(week.ended()).isFalse();
        assertThat(week.reasonNotSent()).isEmpty();
        assertThat(week.answers().get(0).answer().parts().get(0).counts()).containsOnlyKeys("tool/a");
        assertThat(week.omissions()).hasSize(1);
        Omission left = week.omissions().get(0);
        assertThat(left.name()).contains("tool/secret");
        assertThat(left.sentence()).contains("tool/secret");
    }

    @Test
    void preview_changesNothing() throws IOException {
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.reporting(new RecordingSender(new SendResult.Accepted())).run();
        home.count("2026-11-20", "2026-11-27", "tool/a");
        Map<String, String> before = home.snapshot();
        weeks();
        assertThat(home.snapshot()).isEqualTo(before);
    }

    @Test
    void preview_inModeLocal_saysThatNothingWouldBeSent() throws IOException {
        home.count("2026-11-18", "2026-11-25", "tool/a");
        assertThat(weeks().get(0).reasonNotSent())
                .map(LocalizableMessage::toString)
                .contains("the mode is not on");
    }

    @Test
    void answersOfAWeekThatIsKept_stay_withTheReason() throws IOException {
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.agreed("2026-11-13");
        Preview.Week week = weeks().get(0);
        assertThat(week.answers()).isEmpty();
        assertThat(week.withheld()).singleElement().satisfies(withheld -> {
            assertThat(withheld.why()).isEqualTo(week.reasonNotSent().orElseThrow());
            assertThat(withheld.why().toString()).contains("not after the day of consent");
            assertThat(withheld.answer().chart()).isEqualTo("example.org/tool/letters");
        });
    }

    @Test
    void waitingAnswersThatAreNoLongerAllowed_stay_withTheReason() throws IOException {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.config = PassConfigSource.of(HomeFixture.config("v0.9.0", 1, 1));
        home.reporting(new RecordingSender(new SendResult.Later("no network", Optional.empty())))
                .run();
        Preview.Week week = new Preview(
                        home.home,
                        home.mode,
                        home.today,
                        Optional.of(ActiveQuestions.of(
                                HomeFixture.config("v1.0.0", 1, 1).withRevoked(List.of("v0.9.0")))))
                .weeks()
                .get(0);
        assertThat(week.answers()).isEmpty();
        assertThat(week.withheld())
                .singleElement()
                .satisfies(
                        withheld -> assertThat(withheld.why().toString()).startsWith("configuration v1.0.0 revokes"));
    }

    @Test
    void preview_showsExactlyWhatIsSentLater() throws IOException {
        home.mode = new Mode.On(LocalDate.parse("2026-11-01"));
        home.count("2026-11-13", "2026-11-20", "tool/a", "tool/secret");
        home.config = PassConfigSource.none("no network");
        RecordingSender server = new RecordingSender(new SendResult.Accepted());
        home.reporting(server).run();
        Preview.Week before = weeks().get(0);
        assertThat(before.ended()).isTrue();
        home.config = PassConfigSource.of(HomeFixture.config("v1.0.0", 1, 1));
        home.reporting(server).run();
        assertThat(server.sent)
                .containsExactly(
                        new String(AnswerCodec.toJson(before.answers().get(0).answer()), StandardCharsets.UTF_8));
        assertThat(weeks()).isEmpty();
    }

    @Test
    void preview_namesDamagedFiles() throws IOException {
        home.count("2026-11-18", "2026-11-25", "tool/a");
        Files.writeString(home.home.local().resolve("bad@1-java17-linux-amd64-2026-11-18.v1.count"), "nonsense");
        assertThat(weeks()).hasSize(1);
        assertThat(preview().damaged()).singleElement().asString().contains("bad@1");
    }

    private Preview.Week only() throws IOException {
        assertThat(weeks()).hasSize(1);
        return weeks().get(0);
    }

    private static String why(Preview.Week week) {
        return week.reasonNotSent().orElseThrow().toString();
    }

    @Test
    void unknownRoute_keepsTheWeek() throws IOException {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        Files.writeString(home.home.folder().resolve("relay"), "perhaps\n");
        assertThat(why(only()))
                .startsWith("the way that you chose for answers is not known: ")
                .contains("contains no choice");
    }

    @Test
    void missingConfiguration_keepsTheWeek() throws IOException {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        List<Preview.Week> weeks = new Preview(home.home, home.mode, home.today, Optional.empty()).weeks();
        assertThat(weeks)
                .singleElement()
                .satisfies(week -> assertThat(why(week)).startsWith("no configuration was verified here yet"));
    }

    @Test
    void weekWithoutAMatchingQuestion_isKept() throws IOException {
        home.agreed("2026-11-01");
        home.countOf("devel", "2026-11-13", "2026-11-20", "tool/a");
        assertThat(why(only())).isEqualTo("no question asks about anything that ran");
    }

    @Test
    void answer_isShownWithItsRate_andOnceItWaitsAsCertain() throws IOException {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        Optional<ActiveQuestions> quarter = Optional.of(ActiveQuestions.of(HomeFixture.config("v1.0.0", 0.25, 1)));
        Preview.Week drawn =
                new Preview(home.home, home.mode, home.today, quarter).weeks().get(0);
        assertThat(drawn.answers())
                .singleElement()
                .extracting(Preview.Answered::rate)
                .isEqualTo(0.25);
        assertThat(drawn.decided()).isFalse();

        home.server.answer = new SendResult.Later("no network", Optional.empty());
        home.pass();
        Preview.Week waiting =
                new Preview(home.home, home.mode, home.today, quarter).weeks().get(0);
        assertThat(waiting.answers())
                .singleElement()
                .extracting(Preview.Answered::rate)
                .isEqualTo(1.0);
        assertThat(waiting.decided()).isTrue();
        assertThat(waiting.ended()).isTrue();
    }

    @Test
    void damagedFilesOfAWeek_areReported_andTheWeekIsStillShown() throws IOException {
        home.agreed("2026-11-01");
        home.config = PassConfigSource.none("no network");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.pass();
        LocalDate week = LocalDate.parse("2026-11-20");
        Path report = home.files.localReport(week);
        assertThat(only().damaged()).isEmpty();
        assertThat(only().answers()).hasSize(1);

        Files.writeString(report, "{");
        assertThat(only().damaged()).singleElement().asString().startsWith("local.2026-11-20.json: ");
        assertThat(only().ended()).isTrue();

        Files.writeString(home.files.waiting(week), "nonsense");
        assertThat(only().damaged()).singleElement().asString().startsWith("2026-11-20.answers: it does not begin");

        Files.delete(report);
        Files.createDirectories(report.resolve("in the way"));
        assertThat(only().damaged())
                .containsExactly("local.2026-11-20.json cannot be read: found a folder, expected a regular file");
        assertThat(only().answers()).isEmpty();
    }

    @Test
    void currentWeek_isKeptForTheReasonThatWouldHoldAtItsEnd() throws IOException {
        home.agreed("2026-11-20");
        assertThat(preview().reasonToKeep(LocalDate.parse("2026-11-28"), false)).isEmpty();
        assertThat(preview().reasonToKeep(LocalDate.parse("2026-11-28"), true))
                .map(LocalizableMessage::toString)
                .contains("the week has not ended: it is 2026-11-20");
    }

    private List<Preview.Week> weeks() throws IOException {
        return preview().weeks();
    }

    private Preview preview() {
        return new Preview(
                home.home, home.mode, home.today, Optional.of(ActiveQuestions.of(HomeFixture.config("v1.0.0", 1, 1))));
    }
}
