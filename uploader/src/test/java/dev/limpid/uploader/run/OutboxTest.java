package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.home.SentAnswers;
import dev.limpid.uploader.home.WaitingAnswers;
import dev.limpid.uploader.home.WeekDecision;
import dev.limpid.uploader.send.SendResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the next pass does with answers that a killed pass had handled in part. */
class OutboxTest {

    private static final LocalDate WEEK = LocalDate.parse("2026-11-20");

    private HomeFixture home;

    /** Answers to the questions a and b wait; the server was down, and is not any more. */
    @BeforeEach
    void makeHome(@TempDir Path folder) throws Exception {
        home = new HomeFixture(folder);
        home.config = PassConfigSource.of(HomeFixture.config(
                "v1.0.0", 1, HomeFixture.question("a", 1, "tool/a"), HomeFixture.question("b", 1, "tool/b")));
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a", "tool/b");
        home.server.answer = new SendResult.Later("no network", Optional.empty());
        home.pass();
        home.server.answer = new SendResult.Accepted();
        home.server.sent.clear();
        home.today = home.today.plusDays(2);
        assertThat(waiting()).hasSize(2);
    }

    private List<String> waiting() throws Exception {
        return WaitingAnswers.parse(Files.readString(home.files.waiting(WEEK)), WEEK).answers().stream()
                .map(WaitingAnswers.Waiting::json)
                .toList();
    }

    private WeekDecision note() throws Exception {
        return home.files.readNote(WEEK).orElseThrow();
    }

    @Test
    void answerThatIsAmongTheCopies_isNotSentAgain() throws Exception {
        List<String> both = waiting();
        SentAnswers.add(home.files.sent(WEEK), both.get(0));
        assertThat(home.pass()).containsExactly(Step.Kind.SENT);
        assertThat(home.server.sent).containsExactly(both.get(1));
        assertThat(SentAnswers.read(home.files.sent(WEEK)).lines()).containsExactlyElementsOf(both);
        assertThat(home.files.waiting()).isEmpty();
        assertThat(note().outcome()).contains(WeekDecision.Outcome.SENT);
        assertThat(note().reason()).isEmpty();
    }

    @Test
    void answersThatAreAllAmongTheCopies_areRemoved() throws Exception {
        for (String each : waiting()) {
            SentAnswers.add(home.files.sent(WEEK), each);
        }
        assertThat(home.pass()).isEmpty();
        assertThat(home.server.sent).isEmpty();
        assertThat(home.files.waiting()).isEmpty();
        assertThat(note().outcome()).contains(WeekDecision.Outcome.SENT);
    }

    @Test
    void answersThatWereRefused_areNotSentAgain() throws Exception {
        List<String> both = waiting();
        Files.createDirectories(home.files.refusedFolder());
        SentAnswers.add(home.files.refused(WEEK), both.get(0));
        SentAnswers.add(home.files.refused(WEEK), both.get(1));
        assertThat(home.pass()).isEmpty();
        assertThat(home.server.sent).isEmpty();
        assertThat(note().outcome()).contains(WeekDecision.Outcome.REFUSED);
        assertThat(note().reason()).isEqualTo("2 answers refused");
    }

    @Test
    void reasonsOfRefusals_areOneLineEach_andTheOthersAreSent() throws Exception {
        home.server.answers = answer -> answer.contains("tool/a\"")
                ? new SendResult.Refused("unknown-counter", "no such counter")
                : new SendResult.Accepted();
        List<Step> steps = home.reporting(home.server).run();
        assertThat(steps)
                .extracting(Step::sentence)
                .containsExactly(
                        "example.org/tool/a refused by the server: unknown-counter: no such counter", "sent 1 answer");
        assertThat(note().outcome()).contains(WeekDecision.Outcome.SENT);
        assertThat(note().reason()).isEqualTo("1 answer refused");
    }

    @Test
    void refusals_ofOneWeek_areKeptTogether() throws Exception {
        home.server.answer = new SendResult.Refused("unknown-counter", "no");
        home.pass();
        assertThat(Files.readAllLines(home.files.refusal(WEEK)))
                .containsExactlyInAnyOrder(
                        "example.org/tool/a: unknown-counter: no", "example.org/tool/b: unknown-counter: no");
        assertThat(SentAnswers.read(home.files.refused(WEEK)).lines()).hasSize(2);
    }

    /** The pass was killed between the decision and the deletion of the file. */
    @Test
    void answersOfAWeekThatIsDecided_areDeleted_andNotSent() throws Exception {
        Files.writeString(
                home.files.note(WEEK),
                WeekDecision.NONE
                        .decided(WeekDecision.Outcome.SENT, "", home.now())
                        .text());
        assertThat(home.pass()).isEmpty();
        assertThat(home.server.sent).isEmpty();
        assertThat(home.files.waiting(WEEK)).doesNotExist();
    }

    @Test
    void damagedAnswers_areMovedAside_andTheirWeekIsNotDecidedAgain() throws Exception {
        Files.writeString(home.files.waiting(WEEK), "nonsense\n");
        List<String> said = new ArrayList<>();
        home.reporting(home.server).run(SendingPace.NOW, step -> said.add(step.sentence()));
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("2026-11-20.answers: it does not begin with \"limpid answers v1\"");
        assertThat(home.files.damaged()).isDirectoryContaining("glob:**2026-11-20.answers");
        assertThat(note().outcome()).contains(WeekDecision.Outcome.DAMAGED);
        assertThat(note().reason()).isEqualTo("the waiting answers were damaged");
        assertThat(home.pass()).isEmpty();
        assertThat(home.server.sent).isEmpty();
    }
}
