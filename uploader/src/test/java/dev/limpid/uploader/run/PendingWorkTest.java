package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs start a process for a pass only if it finds something to do. */
class PendingWorkTest {

    private HomeFixture home;

    @BeforeEach
    void makeHome(@TempDir Path folder) {
        home = new HomeFixture(folder);
    }

    private boolean exists() throws IOException {
        Map<String, String> before = home.snapshot();
        boolean exists = PendingWork.exists(home.home, home.mode, home.today);
        assertThat(home.snapshot()).as("nothing is written").isEqualTo(before);
        return exists;
    }

    private boolean answersWait() throws IOException {
        return PendingWork.answersWait(home.home, home.mode, home.today);
    }

    @Test
    void currentWeek_isNoWork_andAnEndedWeekIs() throws Exception {
        assertThat(exists()).isFalse();
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.today = LocalDate.parse("2026-11-19");
        assertThat(exists()).isFalse();
        home.today = LocalDate.parse("2026-11-20");
        assertThat(exists()).isTrue();
        home.mode = new Mode.Off();
        assertThat(exists()).isFalse();
        home.mode = new Mode.Local();
        home.pass();
        assertThat(exists()).as("the week is reported").isFalse();
    }

    @Test
    void reportThatMayBeSent_isWork_untilItsWeekIsDecided() throws Exception {
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.pass();
        home.agreed("2026-11-13");
        assertThat(exists()).as("counted before consent").isFalse();
        home.agreed("2026-11-12");
        assertThat(exists()).isTrue();
        assertThat(answersWait()).as("none was made yet").isFalse();
        home.pass();
        assertThat(home.server.sent).hasSize(1);
        assertThat(exists()).isFalse();
    }

    @Test
    void answersWait_untilTheServerHasThem_orTheUserSaysNo() throws Exception {
        home.agreed("2026-11-12");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.server.answer = new SendResult.Later("no network", Optional.empty());
        home.pass();
        assertThat(answersWait()).isTrue();
        assertThat(exists()).isTrue();
        home.mode = new Mode.Local();
        assertThat(answersWait()).isFalse();
        assertThat(exists()).isFalse();
        home.agreed("2026-11-12");
        home.today = LocalDate.parse("2026-12-12");
        assertThat(answersWait()).as("too late to be sent").isFalse();
    }

    @Test
    void damagedCountFile_isWork_onceItsWeekMustBeOver() throws Exception {
        Files.writeString(home.home.local().resolve("tool@1.0-java17-linux-amd64-2026-11-13.v1.count"), "nonsense");
        home.today = LocalDate.parse("2026-11-19");
        assertThat(exists()).as("it may be incomplete").isFalse();
        home.today = LocalDate.parse("2026-11-20");
        assertThat(exists()).isTrue();
        home.pass();
        assertThat(exists()).as("moved aside").isFalse();
    }

    @Test
    void weekWhoseNoteCannotBeRead_isNoWork() throws Exception {
        home.config = PassConfigSource.none("no network");
        home.agreed("2026-11-12");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.pass();
        assertThat(exists()).isTrue();
        LocalDate week = LocalDate.parse("2026-11-20");
        Files.deleteIfExists(home.files.note(week));
        Files.createDirectories(home.files.note(week).resolve("in the way"));
        assertThat(exists()).isFalse();
    }
}
