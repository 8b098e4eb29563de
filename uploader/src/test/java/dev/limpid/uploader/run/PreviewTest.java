package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.config.Omission;
import dev.limpid.protocol.question.QuestionsInUse;
import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.uploader.config.ConfigSource;
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
    void preview_showsTheWeekUnderWay_andWhatIsLeftOutByName() throws IOException {
        home.mode = new Mode.On(LocalDate.parse("2026-11-01"));
        home.count("2026-11-18", "2026-11-25", "tool/a", "tool/secret");
        Preview.Week week = weeks().get(0);
        assertThat(week.ended()).isFalse();
        assertThat(week.kept()).isEmpty();
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
        assertThat(weeks().get(0).kept()).map(LocalizableMessage::toString).contains("the mode is not on");
    }

    @Test
    void answersOfAWeekThatIsKept_stay_withTheReason() throws IOException {
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.agreed("2026-11-13");
        Preview.Week week = weeks().get(0);
        assertThat(week.answers()).isEmpty();
        assertThat(week.staying()).singleElement().satisfies(staying -> {
            assertThat(staying.why()).isEqualTo(week.kept().orElseThrow());
            assertThat(staying.why().toString()).contains("not after the day of consent");
            assertThat(staying.answer().chart()).isEqualTo("example.org/tool/letters");
        });
    }

    @Test
    void answersThatWaitAndMayNotGoAnyMore_stay_withTheReason() throws IOException {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.config = ConfigSource.of(HomeFixture.config("v0.9.0", 1, 1));
        home.reporting(new RecordingSender(new SendResult.Later("no network", Optional.empty())))
                .run();
        Preview.Week week = new Preview(
                        home.home,
                        home.mode,
                        home.today,
                        Optional.of(QuestionsInUse.of(
                                HomeFixture.config("v1.0.0", 1, 1).withRevoked(List.of("v0.9.0")))))
                .weeks()
                .get(0);
        assertThat(week.answers()).isEmpty();
        assertThat(week.staying())
                .singleElement()
                .satisfies(staying -> assertThat(staying.why().toString()).startsWith("configuration v1.0.0 revokes"));
    }

    @Test
    void preview_isWhatIsSentThen() throws IOException {
        home.mode = new Mode.On(LocalDate.parse("2026-11-01"));
        home.count("2026-11-13", "2026-11-20", "tool/a", "tool/secret");
        home.config = ConfigSource.none("no network");
        RecordingSender server = new RecordingSender(new SendResult.Accepted());
        home.reporting(server).run();
        Preview.Week before = weeks().get(0);
        assertThat(before.ended()).isTrue();
        home.config = ConfigSource.of(HomeFixture.config("v1.0.0", 1, 1));
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

    private List<Preview.Week> weeks() throws IOException {
        return preview().weeks();
    }

    private Preview preview() {
        return new Preview(
                home.home, home.mode, home.today, Optional.of(QuestionsInUse.of(HomeFixture.config("v1.0.0", 1, 1))));
    }
}
