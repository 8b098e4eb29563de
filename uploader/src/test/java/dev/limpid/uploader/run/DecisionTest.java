package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.question.QuestionsInUse;
import dev.limpid.uploader.config.ConfigSource;
import dev.limpid.uploader.config.UntrustedConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a week is sent is decided once, by a verified configuration. */
class DecisionTest {

    private HomeFixture home;

    @BeforeEach
    void makeHome(@TempDir Path folder) {
        home = new HomeFixture(folder);
    }

    @Test
    void notInTheSample_staysSo_whenTheRateRises() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.config = ConfigSource.of(HomeFixture.config("v1.0.0", 1e-5, 1));
        assertThat(home.pass()).endsWith(Step.Kind.NOT_SELECTED);
        home.config = ConfigSource.of(HomeFixture.config("v2.0.0", 1, 1));
        assertThat(home.pass()).isEmpty();
        assertThat(home.server.sent).isEmpty();
    }

    @Test
    void nothingApproved_sendsNothing() throws Exception {
        home.agreed("2026-11-01");
        home.countOf("devel", "2026-11-13", "2026-11-20", "tool/a");
        assertThat(home.pass()).endsWith(Step.Kind.NOT_SELECTED);
        assertThat(home.server.sent).isEmpty();
    }

    @Test
    void untrustedConfiguration_stopsSendingThoughAnOlderOneIsThere() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.config = new ConfigSource() {
            @Override
            public Optional<QuestionsInUse> verified() {
                return Optional.of(QuestionsInUse.of(HomeFixture.config("v1.0.0", 1, 1)));
            }

            @Override
            public QuestionsInUse refresh() throws UntrustedConfigException {
                throw new UntrustedConfigException("the log forked", new IOException());
            }
        };
        assertThat(home.pass()).endsWith(Step.Kind.UNTRUSTED);
        assertThat(home.server.sent).isEmpty();
    }

    @Test
    void unreachableLog_fallsBackToTheLastConfigurationAfterTwoWeeks() throws Exception {
        home.agreed("2026-10-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.config = new ConfigSource() {
            @Override
            public Optional<QuestionsInUse> verified() {
                return Optional.of(QuestionsInUse.of(HomeFixture.config("v1.0.0", 1, 1)));
            }

            @Override
            public QuestionsInUse refresh() throws IOException {
                throw new IOException("no route");
            }
        };
        assertThat(home.pass()).endsWith(Step.Kind.NO_CONFIG);
        home.today = home.today.plusDays(15);
        assertThat(home.pass()).endsWith(Step.Kind.ANSWERS, Step.Kind.SENT);
    }

    @Test
    void fetchRate_isDrawnOnceAWeekAndNeverTwiceForNothing() throws Exception {
        home.agreed("2026-10-01");
        int[] asked = {0};
        home.config = new ConfigSource() {
            @Override
            public Optional<QuestionsInUse> verified() {
                return Optional.of(QuestionsInUse.of(HomeFixture.config("v1.0.0", 1, 1e-9)));
            }

            @Override
            public QuestionsInUse refresh() {
                asked[0]++;
                return QuestionsInUse.of(HomeFixture.config("v2.0.0", 1, 1e-9));
            }
        };
        LocalDate end = LocalDate.parse("2026-11-06");
        for (int expected : new int[] {1, 1, 2, 2, 3}) {
            home.today = end;
            home.count(end.minusWeeks(1).toString(), end.toString(), "tool/a");
            home.pass();
            home.pass();
            assertThat(asked[0]).as("asked until %s", end).isEqualTo(expected);
            end = end.plusWeeks(1);
        }
        assertThat(home.server.sent).hasSize(5);
        assertThat(home.server.sent.get(1)).contains("v1.0.0");
        assertThat(home.server.sent.get(2)).contains("v2.0.0");
    }
}
