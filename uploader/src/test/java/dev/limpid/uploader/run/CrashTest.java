package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.home.SentAnswers;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A pass that is killed before each of its changes to files; the next one continues with what is on the disk. */
@ExtendWith(KillableTestExtension.class)
class CrashTest {

    private static final int QUESTIONS = 3;

    @TempDir
    Path folder;

    @Test
    void killedAnywhere_sendsEachAnswerOnceAndWhole() throws Exception {
        int points = points(new SendResult.Accepted());
        assertThat(points).as("changes in a pass").isGreaterThan(15);
        for (int crashAt = 1; crashAt <= points; crashAt++) {
            HomeFixture home = home("killed" + crashAt);
            RecordingSender server = new RecordingSender(new SendResult.Accepted());
            assertThat(passKilledAt(crashAt, home, server)).isGreaterThanOrEqualTo(crashAt);
            passes(home, server);
            assertOneWholeWeekEach(home, server, "killed at change " + crashAt);
        }
    }

    @Test
    void killedAnywhereTwice_sendsEachAnswerOnceAndWhole() throws Exception {
        int points = points(new SendResult.Accepted());
        for (int first = 1; first <= points; first += points / 7) {
            for (int second = 1; second <= points; second += points / 6) {
                HomeFixture home = home("killed" + first + "and" + second);
                RecordingSender server = new RecordingSender(new SendResult.Accepted());
                passKilledAt(first, home, server);
                passKilledAt(second, home, server);
                passes(home, server);
                assertOneWholeWeekEach(home, server, "killed at changes " + first + " and " + second);
            }
        }
    }

    @Test
    void killedAnywhere_whileTheAnswerIsLost_resendsTheSameBytes() throws Exception {
        int points = points(new SendResult.Later("lost", Optional.empty()));
        for (int crashAt = 1; crashAt <= points; crashAt += 2) {
            HomeFixture home = home("killed" + crashAt);
            RecordingSender server = new RecordingSender(new SendResult.Later("lost", Optional.empty()));
            passKilledAt(crashAt, home, server);
            home.today = home.today.plusDays(2);
            server.answer = new SendResult.Accepted();
            passes(home, server);
            assertOneWholeWeekEach(home, server, "killed at change " + crashAt);
        }
    }

    @Test
    void killedWhileRefused_isNotSentAgain() throws Exception {
        int points = points(new SendResult.Refused("unknown-counter", "no"));
        for (int crashAt = 1; crashAt <= points; crashAt += 2) {
            HomeFixture home = home("killed" + crashAt);
            RecordingSender server = new RecordingSender(new SendResult.Refused("unknown-counter", "no"));
            passKilledAt(crashAt, home, server);
            passes(home, server);
            int sent = server.sent.size();
            passes(home, server);
            assertThat(server.sent).as("killed at change " + crashAt).hasSize(sent);
            assertThat(home.files.refused()).hasSize(2);
            assertThat(home.files.waiting()).isEmpty();
        }
    }

    /** How many changes to files a whole pass makes. */
    private int points(SendResult answer) throws IOException {
        return passKilledAt(Integer.MAX_VALUE, home("whole"), new RecordingSender(answer));
    }

    private HomeFixture home(String name) throws IOException {
        HomeFixture home = new HomeFixture(folder.resolve(name));
        home.mode = new Mode.On(LocalDate.parse("2026-10-01"));
        home.config = PassConfigSource.of(HomeFixture.config(
                "v1.0.0",
                1,
                HomeFixture.question("a", 1, "tool/a"),
                HomeFixture.question("b", 1, "tool/b"),
                HomeFixture.question("c", 1, "tool/c")));
        home.count("2026-11-06", "2026-11-13", "tool/a", "tool/a");
        home.count("2026-11-13", "2026-11-20", "tool/b");
        home.count("2026-11-14", "2026-11-20", "tool/c");
        home.countOf("2.0", "2026-11-13", "2026-11-20", "tool/d");
        return home;
    }

    private int passKilledAt(int crashAt, HomeFixture home, RecordingSender server) throws IOException {
        try (CrashInjection points = CrashInjection.at(crashAt)) {
            try {
                home.reporting(server).run();
            } catch (CrashInjection.Killed killed) {
                return points.changes();
            }
            return points.changes();
        }
    }

    private void passes(HomeFixture home, RecordingSender server) throws IOException {
        home.reporting(server).run();
        home.reporting(server).run();
    }

    /**
     * The server recognises resends by their tokens, which {@link RecordingSender} checks: no question is answered twice.
     */
    private void assertOneWholeWeekEach(HomeFixture home, RecordingSender server, String when) throws Exception {
        Map<String, Answer> answers = new TreeMap<>();
        for (String text : server.sent) {
            Answer answer = AnswerCodec.read(text.getBytes(StandardCharsets.UTF_8));
            Answer before = answers.put(answer.week() + " " + answer.chart(), answer);
            assertThat(before == null || before.equals(answer))
                    .as(when + ": two answers to one question of one week")
                    .isTrue();
        }
        assertThat(server.byToken).as(when).hasSize(answers.size());
        assertThat(answers).as(when).hasSize(2 * QUESTIONS);
        assertThat(counts(answers, "2026-11-09", "a")).as(when).isEqualTo(Map.of("tool/a", 2L));
        assertThat(counts(answers, "2026-11-16", "b")).as(when).isEqualTo(Map.of("tool/b", 1L));
        assertThat(counts(answers, "2026-11-16", "c")).as(when).isEqualTo(Map.of("tool/c", 1L));
        assertThat(counts(answers, "2026-11-16", "a")).as(when).isEmpty();
        Report local = ReportCodec.read(Files.readAllBytes(home.files.localReport(LocalDate.parse("2026-11-20"))));
        assertThat(local.programs()).as(when).hasSize(2);
        assertThat(home.files.sent()).as(when).hasSize(2);
        for (LocalDate week : home.files.sent()) {
            assertThat(SentAnswers.read(home.files.sent(week)).lines())
                    .as(when)
                    .hasSize(QUESTIONS)
                    .doesNotHaveDuplicates()
                    .isSubsetOf(server.sent);
        }
        assertThat(home.files.waiting()).as(when).isEmpty();
    }

    private static Map<String, Long> counts(Map<String, Answer> answers, String week, String chart) {
        return Objects.requireNonNull(answers.get(week + " " + HomeFixture.PROGRAM + "/" + chart))
                .parts()
                .get(0)
                .counts();
    }
}
