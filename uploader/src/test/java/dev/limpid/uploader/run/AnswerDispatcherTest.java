package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.config.UntrustedConfigException;
import dev.limpid.uploader.home.SentAnswers;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an answer that the server accepts, refuses or does not reply to. */
class AnswerDispatcherTest {

    private HomeFixture home;

    @BeforeEach
    void makeHome(@TempDir Path folder) {
        home = new HomeFixture(folder);
    }

    @Test
    void failure_isTriedAgainWithTheSameBytes() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.server.answer = new SendResult.Later("no network", Optional.empty());
        assertThat(home.pass()).endsWith(Step.Kind.LATER);
        home.config = PassConfigSource.of(HomeFixture.config("v2.0.0", 1, 1));
        home.today = home.today.plusDays(2);
        home.server.answer = new SendResult.Accepted();
        assertThat(home.pass()).endsWith(Step.Kind.SENT);
        assertThat(home.server.sent).hasSize(2);
        assertThat(home.server.sent.get(1)).isEqualTo(home.server.sent.get(0)).contains("v1.0.0");
    }

    @Test
    void afterAFailure_theServerIsNotContactedForAWhile() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.server.answer = new SendResult.Later("busy", Optional.of(Duration.ofDays(3)));
        home.pass();
        home.today = home.today.plusDays(2);
        assertThat(home.pass()).containsExactly(Step.Kind.LATER);
        assertThat(home.server.sent).hasSize(1);
        home.reporting(home.server).run(SendingPace.NOW, step -> {});
        assertThat(home.server.sent).hasSize(2);
    }

    @Test
    void failure_whileTheClockWasAhead_doesNotSilenceForYears() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.pass();
        Files.writeString(home.files.backoff(), "failures: 3\nnot-before: 2031-01-01T00:00:00Z\n");
        home.count("2026-11-20", "2026-11-27", "tool/a");
        home.today = LocalDate.parse("2026-11-27");
        assertThat(home.pass()).endsWith(Step.Kind.SENT);
    }

    @Test
    void interrupt_endsThePass_andIsNoFailureOfTheServer() throws Exception {
        home.config = PassConfigSource.of(HomeFixture.oneEach("v1.0.0", 1));
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.server.answers = answer -> {
            Thread.currentThread().interrupt();
            return new SendResult.Later("interrupted", Optional.empty());
        };
        assertThatThrownBy(home::pass).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(home.server.sent).hasSize(1);
        assertThat(home.files.backoff()).doesNotExist();
        home.server.answers = answer -> new SendResult.Accepted();
        assertThat(home.pass()).endsWith(Step.Kind.SENT);
    }

    @Test
    void refusal_isMovedAsideWithItsReasonAndNotSentAgain() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.server.answer = new SendResult.Refused("unknown-counter", "tool/a is not approved");
        assertThat(home.pass()).endsWith(Step.Kind.REFUSED);
        assertThat(home.pass()).isEmpty();
        LocalDate week = LocalDate.parse("2026-11-20");
        assertThat(home.files.refused(week)).content().isEqualTo(home.server.sent.get(0) + "\n");
        assertThat(home.files.refusal(week))
                .content()
                .isEqualTo("example.org/tool/letters: unknown-counter: tool/a is not approved\n");
        assertThat(home.sent("2026-11-20")).isEmpty();
    }

    @Test
    void oneRefusal_doesNotStopTheOtherWeeks() throws Exception {
        home.agreed("2026-10-01");
        home.count("2026-11-06", "2026-11-13", "tool/a");
        home.count("2026-11-13", "2026-11-20", "tool/b");
        home.server.answer = new SendResult.Refused("unknown-counter", "no");
        home.pass();
        assertThat(home.server.sent).hasSize(2);
    }

    @Test
    void answers_areSentInADifferentOrderEachWeek_andNoTokenIsKept() throws Exception {
        home.config = PassConfigSource.of(HomeFixture.oneEach("v1.0.0", 1));
        home.agreed("2026-10-01");
        home.count("2026-11-06", "2026-11-13", "tool/a");
        home.today = LocalDate.parse("2026-11-13");
        home.pass();
        home.today = LocalDate.parse("2026-11-20");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.pass();
        List<String> charts = home.server.sent.stream()
                .map(text -> text.substring(text.indexOf("Chart"), text.indexOf("Builds")))
                .toList();
        assertThat(charts).hasSize(52);
        assertThat(charts.subList(0, 26))
                .isNotEqualTo(charts.subList(26, 52))
                .hasSameElementsAs(charts.subList(26, 52));
        assertThat(SentAnswers.read(home.files.sent(LocalDate.parse("2026-11-20")))
                        .lines())
                .isEqualTo(home.server.sent.subList(26, 52));
        String all = String.join("\n", home.snapshot().values());
        assertThat(home.server.byToken.keySet()).noneMatch(all::contains);
    }

    /**
     * On the disk, answers are ordered by their tokens. If they arrived in that order, a sequence of rising tokens would
     * be one machine's, and its weeks would follow one another.
     */
    @Test
    void answers_areSentNeitherInTokenOrder_norWeekByWeek() throws Exception {
        home.config = PassConfigSource.of(HomeFixture.oneEach("v1.0.0", 1));
        home.agreed("2026-10-01");
        home.server.answers = text -> new SendResult.Later("the server replied 500", Optional.empty());
        home.count("2026-11-06", "2026-11-13", "tool/a");
        home.today = LocalDate.parse("2026-11-13");
        home.pass();
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.today = LocalDate.parse("2026-11-20");
        home.pass();
        home.server.answers = text -> new SendResult.Accepted();
        home.server.byToken.clear();
        home.reporting(home.server).run(SendingPace.NOW, step -> {});

        List<String> tokens = List.copyOf(home.server.byToken.keySet());
        assertThat(tokens).hasSize(52).isNotEqualTo(tokens.stream().sorted().toList());
        List<String> weeks = home.server.byToken.values().stream()
                .map(text -> text.substring(text.indexOf("Week"), text.indexOf("Chart")))
                .toList();
        assertThat(weeks.stream().distinct()).hasSize(2);
        assertThat(weeks.subList(0, 26).stream().distinct()).hasSize(2);
    }

    @Test
    void failedAnswer_delaysNoOther_andIsSentAgainWithItsToken() throws Exception {
        home.config = PassConfigSource.of(HomeFixture.oneEach("v1.0.0", 1));
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.server.answers = text -> text.contains("tool/k\"")
                ? new SendResult.Later("the server replied 500", Optional.empty())
                : new SendResult.Accepted();
        assertThat(home.pass()).contains(Step.Kind.SENT, Step.Kind.LATER);
        assertThat(home.server.sent).hasSize(26);
        home.server.answers = text -> new SendResult.Accepted();
        home.reporting(home.server).run(SendingPace.NOW, step -> {});
        assertThat(home.server.sent).hasSize(27);
        assertThat(home.server.byToken).hasSize(26);
        assertThat(home.files.waiting()).isEmpty();
    }

    @Test
    void serverThatIsDown_isAskedThreeTimesAtMost() throws Exception {
        home.config = PassConfigSource.of(HomeFixture.oneEach("v1.0.0", 1));
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.server.answer = new SendResult.Later("no network", Optional.empty());
        home.pass();
        assertThat(home.server.sent).hasSize(3);
    }

    @Test
    void off_duringAPass_stopsIt() throws Exception {
        home.config = PassConfigSource.of(HomeFixture.oneEach("v1.0.0", 1));
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.server.answers = text -> {
            if (home.server.sent.size() == 5) {
                home.mode = new Mode.Off();
            }
            return new SendResult.Accepted();
        };
        home.pass();
        assertThat(home.server.sent).hasSize(5);
        assertThat(SentAnswers.read(home.files.sent(LocalDate.parse("2026-11-20")))
                        .lines())
                .isEqualTo(home.server.sent);
    }

    @Test
    void service_spreadsItsAnswers() throws Exception {
        home.config = PassConfigSource.of(HomeFixture.oneEach("v1.0.0", 1));
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        int looks = 0;
        do {
            home.reporting(home.server).run(SendingPace.SPREAD, step -> {});
            looks++;
        } while (!home.files.waiting().isEmpty());
        assertThat(looks).isBetween(10, 24);
        assertThat(home.server.sent).hasSize(26).doesNotHaveDuplicates();
    }

    @Test
    void answersOfARevokedConfiguration_areNotSent() throws Exception {
        waitingAnswer();
        home.config = PassConfigSource.of(HomeFixture.config("v1.1.0", 1, 1).withRevoked(List.of("v1.0.0")));
        assertThat(home.pass()).containsExactly(Step.Kind.WITHHELD);
        assertNotSent("example.org/tool/letters: revoked-config: configuration v1.1.0 revokes \"v1.0.0\"");
    }

    @Test
    void revocation_countsWhileItIsOnShow() throws Exception {
        waitingAnswer();
        CollectionConfig onShow = HomeFixture.config("v1.1.0", 1, 1).withRevoked(List.of("v1.0.0"));
        home.config = proven(new ActiveQuestions(Optional.of(HomeFixture.config("v1.0.0", 1, 1)), List.of(onShow)));
        assertThat(home.pass()).containsExactly(Step.Kind.WITHHELD);
        assertNotSent("example.org/tool/letters: revoked-config: ");
    }

    @Test
    void answerThatItsConfigurationDoesNotAllow_isNotSent() throws Exception {
        waitingAnswer();
        Path waiting = home.files.waiting(LocalDate.parse("2026-11-20"));
        Files.writeString(waiting, Files.readString(waiting).replace("tool/a", "/home/joe/secret"));
        assertThat(home.pass()).containsExactly(Step.Kind.WITHHELD);
        assertNotSent("example.org/tool/letters: unknown-counter: ");
    }

    @Test
    void answerOfADeletedConfiguration_mustBeAllowedByAStoredOne() throws Exception {
        waitingAnswer();
        home.config = PassConfigSource.of(
                HomeFixture.config("v2.0.0", 1, HomeFixture.question("letters", 1, "tool/b", "tool/c")));
        assertThat(home.pass()).containsExactly(Step.Kind.WITHHELD);
        assertNotSent("example.org/tool/letters: unknown-counter: ");
    }

    @Test
    void withoutAProvenConfiguration_answersWait() throws Exception {
        waitingAnswer();
        home.config = PassConfigSource.none("the folder was deleted");
        assertThat(home.pass()).containsExactly(Step.Kind.NO_CONFIG);
        assertThat(home.server.sent).isEmpty();
        home.config = PassConfigSource.of(HomeFixture.config("v1.0.0", 1, 1));
        assertThat(home.pass()).containsExactly(Step.Kind.SENT);
    }

    /**
     * The log was caught contradicting itself since then: nothing is sent, not even what an older configuration
     * allowed.
     */
    @Test
    void evidenceAgainstTheLog_keepsAnswersHere() throws Exception {
        waitingAnswer();
        ActiveQuestions known = ActiveQuestions.of(HomeFixture.config("v1.0.0", 1, 1));
        home.config = new PassConfigSource() {
            @Override
            public Optional<ActiveQuestions> verified() {
                return Optional.of(known);
            }

            @Override
            public ActiveQuestions refresh() {
                return known;
            }

            @Override
            public Optional<String> distrust() {
                return Optional.of("the log contradicted itself");
            }
        };
        assertThat(home.pass()).containsExactly(Step.Kind.UNTRUSTED);
        assertThat(home.server.sent).isEmpty();
        assertThat(home.files.waiting()).hasSize(1);
        home.config = PassConfigSource.of(HomeFixture.config("v1.0.0", 1, 1));
        assertThat(home.pass()).containsExactly(Step.Kind.SENT);
    }

    /** What somebody wrote between the lines is not sent: answers are sent as their canonical bytes. */
    @Test
    void answerInAnotherSpelling_isSentAsCanonicalBytes() throws Exception {
        waitingAnswer();
        Path waiting = home.files.waiting(LocalDate.parse("2026-11-20"));
        String json = waitingJson(waiting);
        Files.writeString(waiting, Files.readString(waiting).replace("{\"Week\":", "{ \t\"\\u0057eek\" : "));
        assertThat(waitingJson(waiting)).isNotEqualTo(json);
        assertThat(home.pass()).containsExactly(Step.Kind.SENT);
        assertThat(home.server.sent).containsExactly(json);
    }

    @Test
    void answerAboutAnotherWeekThanItsFile_isNotSent() throws Exception {
        waitingAnswer();
        Path waiting = home.files.waiting(LocalDate.parse("2026-11-20"));
        String text = Files.readString(waiting);
        assertThat(text).contains("2026-11-16");
        Files.writeString(waiting, text.replace("2026-11-16", "2026-10-26"));
        assertThat(home.pass()).containsExactly(Step.Kind.DAMAGED);
        assertThat(home.server.sent).isEmpty();
    }

    /** A reply that the server cannot accept this answer yet concerns only this answer. */
    @Test
    void answersThatAreNotAcceptedYet_delayNoOthers() throws Exception {
        home.config = PassConfigSource.of(HomeFixture.oneEach("v1.0.0", 1));
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.server.answers = text -> text.contains("tool/k\"")
                ? new SendResult.Accepted()
                : new SendResult.NotYet("the server replied 409: by its clock the week is to come");
        assertThat(home.pass()).contains(Step.Kind.SENT, Step.Kind.LATER);
        assertThat(home.server.sent).hasSize(26);
        home.server.answers = text -> new SendResult.Accepted();
        home.reporting(home.server).run(SendingPace.NOW, step -> {});
        assertThat(home.files.waiting()).isEmpty();
    }

    @Test
    void folderInPlaceOfOneWeeksAnswers_delaysNoOtherWeek() throws Exception {
        waitingAnswer();
        Files.createDirectory(home.files.waiting(LocalDate.parse("2026-11-13")));
        assertThat(home.pass()).contains(Step.Kind.DAMAGED, Step.Kind.SENT);
        assertThat(home.server.sent).hasSize(1);
    }

    @Test
    void withoutATrustedLog_answersWait() throws Exception {
        waitingAnswer();
        home.config = new PassConfigSource() {
            @Override
            public Optional<ActiveQuestions> verified() {
                return Optional.empty();
            }

            @Override
            public ActiveQuestions refresh() throws UntrustedConfigException {
                throw new UntrustedConfigException("the log forked", new IOException());
            }
        };
        assertThat(home.reporting(home.server).run())
                .extracting(Step::sentence)
                .containsExactly("nothing is sent: the log forked");
        assertThat(home.server.sent).isEmpty();
    }

    /** A server that took one of the answers is not down: the wait begins again with an hour. */
    @Test
    void failures_areCountedFromTheLastAnswerThatArrived() throws Exception {
        home.config = PassConfigSource.of(HomeFixture.oneEach("v1.0.0", 1));
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.server.answer = new SendResult.Later("no network", Optional.empty());
        home.pass();
        home.reporting(home.server).run(SendingPace.NOW, step -> {});
        assertThat(home.files.backoff()).content().startsWith("failures: 2\n");
        home.server.answers = text -> text.contains("tool/k\"")
                ? new SendResult.Later("the server replied 500", Optional.empty())
                : new SendResult.Accepted();
        home.reporting(home.server).run(SendingPace.NOW, step -> {});
        assertThat(home.files.backoff()).content().startsWith("failures: 1\n");
        home.server.answers = text -> new SendResult.Accepted();
        home.reporting(home.server).run(SendingPace.NOW, step -> {});
        assertThat(home.files.backoff()).doesNotExist();
    }

    @Test
    void pass_sendsAll_orAnEighthOfThem_roundedUp() {
        assertThat(SendingPace.IN_ONE_GO.most(26)).isEqualTo(26);
        assertThat(SendingPace.NOW.most(26)).isEqualTo(26);
        int[][] parts = {{0, 0}, {1, 1}, {8, 1}, {9, 2}, {16, 2}, {17, 3}};
        for (int[] part : parts) {
            assertThat(SendingPace.SPREAD.most(part[0])).isEqualTo(part[1]);
        }
    }

    private static String waitingJson(Path waiting) throws Exception {
        String line = Files.readAllLines(waiting).get(1);
        return line.substring(line.indexOf(' ') + 1);
    }

    /**
     * An answer about the week that ended on 2026-11-20 waits, made by v1.0.0; the server was down, and is running again.
     */
    private void waitingAnswer() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.server.answer = new SendResult.Later("no network", Optional.empty());
        assertThat(home.pass()).endsWith(Step.Kind.LATER);
        home.server.answer = new SendResult.Accepted();
        home.server.sent.clear();
        home.today = home.today.plusDays(2);
    }

    private void assertNotSent(String why) throws Exception {
        LocalDate week = LocalDate.parse("2026-11-20");
        assertThat(home.server.sent).isEmpty();
        assertThat(home.files.waiting()).isEmpty();
        assertThat(home.files.refusal(week)).content().startsWith(why);
        assertThat(home.pass()).isEmpty();
    }

    private static PassConfigSource proven(ActiveQuestions questions) {
        return new PassConfigSource() {
            @Override
            public Optional<ActiveQuestions> verified() {
                return Optional.of(questions);
            }

            @Override
            public ActiveQuestions refresh() {
                return questions;
            }
        };
    }
}
