package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.uploader.home.WeekDecision;
import dev.limpid.uploader.send.SendResult;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which weeks the user agreed to send. */
class ConsentTest {

    private HomeFixture home;

    @BeforeEach
    void makeHome(@TempDir Path folder) {
        home = new HomeFixture(folder);
    }

    @Test
    void weekOfTheDayOfConsent_isNeverSent() throws Exception {
        home.count("2026-11-14", "2026-11-20", "tool/a");
        home.agreed("2026-11-13"); // the home's week began that day, although this file was begun later
        assertThat(home.pass()).containsExactly(Step.Kind.LOCAL_REPORT, Step.Kind.KEPT);
        assertThat(home.server.sent).isEmpty();
    }

    @Test
    void firstWeekAfterConsent_isSent() throws Exception {
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.agreed("2026-11-12");
        home.pass();
        assertThat(home.server.sent).hasSize(1);
    }

    @Test
    void consent_setsAsideWhatWasCountedWhileTheClockWasAhead() throws Exception {
        home.count("2027-01-01", "2027-01-08", "tool/a");
        home.today = LocalDate.parse("2027-01-10");
        home.count("2027-01-09", "2027-01-16", "tool/b");
        home.pass();
        home.today = LocalDate.parse("2026-11-20");
        Consent.seal(home.home, home.now());
        assertThat(home.files.weekFolder()).isEmpty();
        home.agreed("2026-11-20");
        home.today = LocalDate.parse("2027-01-17");
        home.pass();
        assertThat(home.server.sent).isEmpty();
        assertThat(home.files.late()).isDirectoryContaining("glob:**.journal");
    }

    /** By their dates alone, these answers would belong to a week after consent. */
    @Test
    void consent_setsAsideAnswersThatWaitFromBefore() throws Exception {
        LocalDate week = LocalDate.parse("2027-01-08");
        home.count("2027-01-01", "2027-01-08", "tool/a");
        home.today = LocalDate.parse("2027-01-10");
        home.agreed("2026-12-01");
        home.server.answer = new SendResult.Later("no network", Optional.empty());
        assertThat(home.pass()).endsWith(Step.Kind.LATER);
        home.server.answer = new SendResult.Accepted();
        home.server.sent.clear();

        Consent.seal(home.home, Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(home.files.waiting())
                .as("the week began on the day of consent: its own day keeps it here")
                .containsExactly(week);

        Consent.seal(home.home, Instant.parse("2026-12-31T23:59:59Z"));
        assertThat(home.files.waiting()).isEmpty();
        assertThat(home.files.localReports()).isEmpty();
        assertThat(home.files.readNote(week).flatMap(WeekDecision::outcome)).contains(WeekDecision.Outcome.SET_ASIDE);
        home.agreed("2026-12-31");
        home.today = LocalDate.parse("2027-01-20");
        assertThat(home.pass()).isEmpty();
        assertThat(home.server.sent).isEmpty();
    }

    @Test
    void consent_leavesWhatWasCountedUntilToday() throws Exception {
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.pass();
        home.count("2026-11-20", "2026-11-27", "tool/b");
        Map<String, String> before = home.snapshot();
        Consent.seal(home.home, home.now());
        assertThat(home.snapshot()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "on 2026-11-12, 2026-11-20, true", // the week began on 2026-11-13
        "on 2026-11-13, 2026-11-20, false",
        "on 2026-11-14, 2026-11-20, false",
        "local, 2026-11-20, false",
        "off, 2026-11-20, false",
        "on 2026-11-12, 2026-11-19, false", // it is not over
        "on 2026-11-12, 2026-12-11, true", // 21 days later
        "on 2026-11-12, 2026-12-12, false",
    })
    void week_mayLeaveTheMachine_onlyAfterConsent_onceItIsOver_andForThreeWeeks(
            String mode, LocalDate today, boolean may) {
        Optional<LocalizableMessage> kept =
                Consent.reasonToKeep(Mode.parse(mode).orElseThrow(), LocalDate.parse("2026-11-20"), today);
        assertThat(kept.isEmpty()).as("kept because %s", kept).isEqualTo(may);
    }

    @Test
    void week_olderThan21Days_isNotSent() throws Exception {
        home.agreed("2026-01-01");
        home.count("2026-10-22", "2026-10-29", "tool/a");
        home.count("2026-10-23", "2026-10-30", "tool/b");
        home.pass();
        assertThat(home.server.sent).hasSize(1);
        assertThat(home.server.sent.get(0)).contains("tool/b");
    }
}
