package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        home.agreed("2026-11-13"); // the home's week began that day, though this file was begun later
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
        home.agreed("2026-11-20");
        home.today = LocalDate.parse("2027-01-17");
        home.pass();
        assertThat(home.server.sent).isEmpty();
        assertThat(home.files.late()).isDirectoryContaining("glob:**.journal");
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
