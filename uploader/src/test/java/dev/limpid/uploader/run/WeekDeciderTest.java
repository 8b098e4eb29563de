package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.config.UntrustedConfigException;
import dev.limpid.uploader.home.CountFiles;
import dev.limpid.uploader.home.WeekDecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a week is sent is decided once, by a verified configuration. */
class WeekDeciderTest {

    private HomeFixture home;

    @BeforeEach
    void makeHome(@TempDir Path folder) {
        home = new HomeFixture(folder);
    }

    @Test
    void machineOutsideTheSample_staysOutside_whenTheRateRises() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.config = PassConfigSource.of(HomeFixture.config("v1.0.0", 1e-5, 1));
        assertThat(home.pass()).endsWith(Step.Kind.NOT_SELECTED);
        home.config = PassConfigSource.of(HomeFixture.config("v2.0.0", 1, 1));
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
        home.config = new PassConfigSource() {
            @Override
            public Optional<ActiveQuestions> verified() {
                return Optional.of(ActiveQuestions.of(HomeFixture.config("v1.0.0", 1, 1)));
            }

            @Override
            public ActiveQuestions refresh() throws UntrustedConfigException {
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
        home.config = new PassConfigSource() {
            @Override
            public Optional<ActiveQuestions> verified() {
                return Optional.of(ActiveQuestions.of(HomeFixture.config("v1.0.0", 1, 1)));
            }

            @Override
            public ActiveQuestions refresh() throws IOException {
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
        home.config = new PassConfigSource() {
            @Override
            public Optional<ActiveQuestions> verified() {
                return Optional.of(ActiveQuestions.of(HomeFixture.config("v1.0.0", 1, 1e-9)));
            }

            @Override
            public ActiveQuestions refresh() {
                asked[0]++;
                return ActiveQuestions.of(HomeFixture.config("v2.0.0", 1, 1e-9));
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

    /** A source that has something proven, and fetches something newer or fails. */
    private PassConfigSource source(Optional<ActiveQuestions> verified, Fetch fetch) {
        return new PassConfigSource() {
            @Override
            public Optional<ActiveQuestions> verified() {
                return verified;
            }

            @Override
            public ActiveQuestions refresh() throws IOException {
                return fetch.fetch();
            }
        };
    }

    private interface Fetch {
        ActiveQuestions fetch() throws IOException;
    }

    private static ActiveQuestions inUse(CollectionConfig config) {
        return ActiveQuestions.of(config);
    }

    private List<String> said() throws IOException {
        return home.reporting(home.server).run().stream().map(Step::sentence).toList();
    }

    private void countAWeek() {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a", "tool/b");
    }

    private WeekDecision note() throws IOException {
        return home.files.readNote(LocalDate.parse("2026-11-20")).orElseThrow();
    }

    @Test
    void decision_isReportedInWords_andStored() throws Exception {
        countAWeek();
        home.config = PassConfigSource.of(HomeFixture.config(
                "v1.0.0",
                1,
                HomeFixture.question("a", 1, "tool/a"),
                HomeFixture.question("b", 1e-5, "tool/b"),
                HomeFixture.question("c", 1, "tool/c")));
        assertThat(said())
                .containsExactly(
                        "local report: 1 program",
                        "configuration v1.0.0 fetched and verified",
                        "drawn for 2 of 3 questions that ask about anything that ran",
                        "sent 2 answers");
        assertThat(note().outcome()).contains(WeekDecision.Outcome.SENT);
    }

    @Test
    void questionForWhichThisMachineIsNotDrawn_isDistinguishedFromNoQuestion() throws Exception {
        countAWeek();
        home.config = PassConfigSource.of(HomeFixture.config("v1.0.0", 1e-5, 1));
        assertThat(said()).endsWith("this machine was not drawn for 1 question this week");
        assertThat(note().outcome()).contains(WeekDecision.Outcome.NOT_DRAWN);
        home.countOf("devel", "2026-11-20", "2026-11-27", "tool/a");
        home.today = LocalDate.parse("2026-11-27");
        assertThat(said()).endsWith("no question asks about anything that ran in this week");
        assertThat(home.files.readNote(home.today).flatMap(WeekDecision::outcome))
                .contains(WeekDecision.Outcome.NOTHING_ASKED);
    }

    @Test
    void damagedReport_whoseCountsAreGone_isMovedAside() throws Exception {
        countAWeek();
        home.config = PassConfigSource.none("no network");
        home.pass();
        LocalDate week = LocalDate.parse("2026-11-20");
        for (Path countFile : new CountFiles(home.files.weekFolder(week)).list()) {
            for (Path part : CountFiles.parts(countFile)) {
                Files.delete(part);
            }
        }
        Files.delete(home.files.weekFolder(week));
        Files.writeString(home.files.localReport(week), "{");
        home.config = PassConfigSource.of(HomeFixture.config("v1.0.0", 1, 1));
        assertThat(home.pass()).containsExactly(Step.Kind.CONFIG, Step.Kind.DAMAGED);
        assertThat(home.files.damaged()).isDirectoryContaining("glob:**local.2026-11-20.json");
        assertThat(home.files.localReport(week)).doesNotExist();
    }

    @Test
    void storedConfiguration_thatCannotBeRead_isFetchedAgain() throws Exception {
        countAWeek();
        ActiveQuestions fetched = inUse(HomeFixture.config("v2.0.0", 1, 1));
        int[] read = {0};
        home.config = new PassConfigSource() {
            @Override
            public Optional<ActiveQuestions> verified() throws IOException {
                if (read[0]++ < 2) { // for the report, and for the decision
                    throw new IOException("damaged at byte 3");
                }
                return Optional.of(fetched);
            }

            @Override
            public ActiveQuestions refresh() {
                return fetched;
            }
        };
        assertThat(said())
                .containsSequence(
                        "the stored configuration cannot be used: damaged at byte 3",
                        "configuration v2.0.0 fetched and verified")
                .endsWith("sent 1 answer");
    }

    @Test
    void additionOnShow_isReported_andNotUsed() throws Exception {
        countAWeek();
        CollectionConfig first = HomeFixture.config("v1.0.0", 1, HomeFixture.question("a", 1, "tool/a"));
        CollectionConfig wider = HomeFixture.config(
                "v1.1.0", 1, HomeFixture.question("a", 1, "tool/a"), HomeFixture.question("b", 1, "tool/b"));
        ActiveQuestions both = new ActiveQuestions(Optional.of(first), List.of(wider));
        home.config = source(Optional.of(both), () -> both);
        assertThat(said())
                .containsSubsequence("configuration v1.1.0 is on show: what it adds is not used yet", "sent 1 answer");
        assertThat(home.server.sent).singleElement().asString().doesNotContain("tool/b");
    }

    @Test
    void firstConfigurationOnShow_decidesNothingYet() throws Exception {
        countAWeek();
        ActiveQuestions onShow = new ActiveQuestions(Optional.empty(), List.of(HomeFixture.config("v1.0.0", 1, 1)));
        home.config = source(Optional.of(onShow), () -> onShow);
        assertThat(said()).endsWith("no configuration has been shown here for long enough yet");
        assertThat(note().outcome()).isEmpty();
        assertThat(home.server.sent).isEmpty();
    }

    @Test
    void fetchDraw_isNotRepeated_whenAPassIs() throws Exception {
        countAWeek();
        int[] asked = {0};
        Optional<ActiveQuestions> known = Optional.of(inUse(HomeFixture.config("v1.0.0", 1, 1)));
        home.config = source(known, () -> {
            asked[0]++;
            throw new IOException("no network");
        });
        home.pass();
        home.pass();
        assertThat(asked[0]).as("it was drawn to ask, and has no reply yet").isEqualTo(2);
        Files.writeString(
                home.files.note(LocalDate.parse("2026-11-20")),
                WeekDecision.NONE.withFetch(false).text());
        assertThat(home.pass()).endsWith(Step.Kind.SENT);
        assertThat(asked[0]).as("it was drawn not to ask").isEqualTo(2);
    }

    @Test
    void machine_asksEachWeek_ifTheRateIsOne() throws Exception {
        home.agreed("2026-10-01");
        int[] asked = {0};
        ActiveQuestions known = inUse(HomeFixture.config("v1.0.0", 1, 1));
        home.config = source(Optional.of(known), () -> {
            asked[0]++;
            return known;
        });
        for (LocalDate end = LocalDate.parse("2026-11-06"); asked[0] < 3; end = end.plusWeeks(1)) {
            int before = asked[0];
            home.today = end;
            home.count(end.minusWeeks(1).toString(), end.toString(), "tool/a");
            home.pass();
            assertThat(asked[0]).as("asked until %s", end).isEqualTo(before + 1);
        }
    }
}
