package dev.limpid.dist.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.dist.forge.IssueReport.News;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issues follow the stacks, once, however often the command runs and wherever a run was interrupted. */
class IssuePlanTest {

    private static final String MARK = "0123456789abcdef";
    private static final TrustedAccounts OURS = TrustedAccounts.of(List.of("stacks-bot"));
    private static final News BACK = new News("aaaaaaaaaaaaaaaa", "It is back.");

    private final List<String> said = new ArrayList<>();
    private RecordingForge server;
    private Forge forge;

    @BeforeEach
    void begin() throws IOException {
        server = RecordingForge.start(ForgeKind.GITHUB);
        forge = new ForgeClient(
                ForgeKind.GITHUB,
                server.api(),
                "example/tool",
                new ForgeHttp(
                        ForgeKind.GITHUB,
                        server.api(),
                        Optional.of(RecordingForge.token()),
                        Clock.systemUTC(),
                        time -> {}));
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void issue_isMadeOnceAndThenFollowsItsText() throws Exception {
        run(reported("first", Optional.empty(), Optional.empty(), false));
        run(reported("first", Optional.empty(), Optional.empty(), false));
        assertThat(server.changes()).containsExactly("POST /issues");

        run(reported("second", Optional.empty(), Optional.empty(), false));
        assertThat(server.changes()).containsExactly("POST /issues", "PATCH /issues/1");
        assertThat(server.bodies().get(0)).contains("second").doesNotContain("first");
    }

    @Test
    void textAroundOurPart_stays() throws Exception {
        run(reported("first", Optional.empty(), Optional.empty(), false));
        server.write(1, ("I saw it too.\n\n" + server.bodies().get(0) + "\nSo did I.").replace("\n", "\r\n"));
        run(reported("first", Optional.empty(), Optional.empty(), false));
        assertThat(server.changes()).as("nothing new").hasSize(1);
        run(reported("second", Optional.empty(), Optional.empty(), false));
        assertThat(server.bodies().get(0))
                .startsWith("I saw it too.\n\n<!-- limpid-stacks " + MARK)
                .contains("second")
                .endsWith("So did I.");
    }

    /** People who explain our marks to others quote them. */
    @Test
    void marksQuotedAboveOurPart_removeNothingThatPeopleWrote() throws Exception {
        run(reported("first", Optional.empty(), Optional.empty(), false));
        String theirs =
                "Leave what is between `<!-- limpid-stacks " + MARK + " -->`\nand `<!-- limpid-stacks end -->`.\n\n";
        server.write(1, theirs + server.bodies().get(0).replace("first", "as said: <!-- limpid-stacks end -->, first"));
        run(reported("second", Optional.empty(), Optional.empty(), false));
        assertThat(server.bodies().get(0)).isEqualTo(theirs + IssueText.of(MARK, "second"));
        run(reported("third", Optional.empty(), Optional.empty(), false));
        assertThat(server.changes()).containsExactly("POST /issues", "PATCH /issues/1", "PATCH /issues/1");
    }

    @Test
    void closedIssue_staysClosed_untilItsStackIsBack_andIsReopenedOnce() throws Exception {
        run(reported("first", Optional.empty(), Optional.empty(), false));
        server.close(1);
        run(reported("first", Optional.empty(), Optional.empty(), false));
        assertThat(server.isOpen(1)).isFalse();

        IssueReport back = reported("first", Optional.empty(), Optional.of(BACK), true);
        run(back);
        assertThat(server.isOpen(1)).isTrue();
        assertThat(server.comments(1)).singleElement().asString().contains("It is back.");

        server.close(1);
        run(back);
        assertThat(server.isOpen(1)).as("who closed it again has the last word").isFalse();
        assertThat(server.comments(1)).hasSize(1);

        run(reported("first", Optional.empty(), Optional.of(new News("bbbbbbbbbbbbbbbb", "Again.")), true));
        assertThat(server.isOpen(1)).isTrue();
        assertThat(server.comments(1)).hasSize(2);
    }

    @Test
    void runThatWasCutShort_isFinishedByTheNext() throws Exception {
        run(reported("first", Optional.empty(), Optional.empty(), false));
        server.close(1);
        IssueReport back = reported("first", Optional.empty(), Optional.of(BACK), true);
        List<IssueAction> actions = IssuePlan.actions(List.of(back), forge.issues(), OURS, forge::comments);
        take(actions.subList(0, 1));
        assertThat(server.isOpen(1)).isTrue();
        assertThat(server.comments(1)).isEmpty();
        run(back);
        assertThat(server.comments(1)).hasSize(1);
    }

    @Test
    void issueThatTheMaintainersNamed_getsOnlyNews() throws Exception {
        String url = server.make("Parser fails", "by hand");
        run(reported("first", Optional.of(url), Optional.empty(), false));
        assertThat(server.changes()).isEmpty();
        server.close(1);
        run(reported("first", Optional.of(url), Optional.of(BACK), true));
        assertThat(server.isOpen(1)).isTrue();
        assertThat(server.bodies()).containsExactly("by hand");
        assertThat(server.comments(1)).hasSize(1);
    }

    @Test
    void issueElsewhere_isLeftAlone() throws Exception {
        run(reported("first", Optional.of("https://example.org/issues/7"), Optional.of(BACK), true));
        assertThat(server.changes()).isEmpty();
    }

    @Test
    void groupThatIsGone_createsNoIssue_andIsReportedOnceInAnOpenOne() throws Exception {
        IssueReport gone = new IssueReport(
                MARK,
                "title",
                "text",
                Optional.empty(),
                Optional.of(new News("cccccccccccccccc", "Gone.")),
                false,
                false);
        run(gone);
        assertThat(server.changes()).isEmpty();
        run(reported("text", Optional.empty(), Optional.empty(), false));
        run(gone);
        run(gone);
        assertThat(server.comments(1)).hasSize(1);
    }

    /** Anybody can write what we write. */
    @Test
    void markInAnIssueOfSomebodyElse_isNotBelieved() throws Exception {
        String ours = IssueText.of(MARK, "first");
        server.make("taken over", ours);
        run(reported("second", Optional.empty(), Optional.empty(), false));
        assertThat(server.changes()).containsExactly("POST /issues");
        assertThat(server.bodies()).hasSize(2).first().isEqualTo(ours);
        run(reported("third", Optional.empty(), Optional.empty(), false));
        assertThat(server.changes()).containsExactly("POST /issues", "PATCH /issues/2");
    }

    @Test
    void markThatOurIssueQuotes_isNotItsOwn() throws Exception {
        forge.create(
                "About other issues",
                "they begin with `<!-- limpid-stacks " + MARK + " -->`, and\n" + "> <!-- limpid-stacks " + MARK
                        + " -->\n<!-- limpid-stacks end -->");
        run(reported("first", Optional.empty(), Optional.empty(), false));
        assertThat(server.changes()).containsExactly("POST /issues", "POST /issues");
    }

    /** Otherwise anybody could prevent an issue from being reopened, since marks of news can be computed. */
    @Test
    void newsPostedBySomebodyElse_doesNotCountAsDelivered() throws Exception {
        run(reported("first", Optional.empty(), Optional.empty(), false));
        server.close(1);
        server.comment(1, IssueText.comment(BACK));
        run(reported("first", Optional.empty(), Optional.of(BACK), true));
        assertThat(server.isOpen(1)).isTrue();
        assertThat(server.comments(1)).hasSize(2);
    }

    @Test
    void issueCreatedByAnUnexpectedAccount_endsTheRun() throws Exception {
        IssueActionRunner run = new IssueActionRunner(forge, TrustedAccounts.of(List.of("other-bot")), said::add);
        List<IssueAction> actions = List.of(new IssueAction.Create("a", "text"), new IssueAction.Create("b", "text"));
        assertThatThrownBy(() -> run.run(actions))
                .hasMessageContaining(
                        "made by the account 'Stacks-Bot', expected other-bot; name it by --forge-account");
        assertThat(server.changes()).hasSize(1);
    }

    @Test
    void lockedIssue_doesNotStopTheOthers_andItsLaterStepsAreSkipped() throws Exception {
        Issue locked = forge.create("a", "text");
        server.close(1);
        Issue other = forge.create("b", "text");
        server.lock(1);
        server.next(new RecordingForge.Fault("PATCH", 403, java.util.Map.of(), "{\"message\":\"locked\"}"));
        assertThat(take(List.of(
                        new IssueAction.Reopen(locked),
                        new IssueAction.Comment(locked, "It is back."),
                        new IssueAction.Update(other, "other"),
                        new IssueAction.Comment(locked, "again"))))
                .isFalse();
        assertThat(server.bodies()).containsExactly("text", "other");
        assertThat(server.comments(1)).as("said only once it is open").isEmpty();
        assertThat(said).anyMatch(line -> line.contains("answered 403: {\"message\":\"locked\"}"));
        assertThat(take(List.of(new IssueAction.Comment(locked, "x"), new IssueAction.Comment(other, "y"))))
                .isFalse();
        assertThat(server.comments(2)).containsExactly("y");
    }

    @Test
    void issueAtWhichTheForgeFails_doesNotStopTheOthers() throws Exception {
        Issue one = forge.create("a", "text");
        Issue other = forge.create("b", "text");
        server.next(new RecordingForge.Fault("PATCH", 502, java.util.Map.of(), ""));
        assertThat(take(List.of(new IssueAction.Update(one, "new"), new IssueAction.Update(other, "new"))))
                .isFalse();
        assertThat(server.bodies()).containsExactly("text", "new");
        assertThat(said).anyMatch(line -> line.contains("answered 502"));
    }

    /** Then the token or the repository is at fault. */
    @Test
    void threeRefusalsInARow_endTheRun() throws Exception {
        for (int i = 0; i < 4; i++) {
            server.next(new RecordingForge.Fault("POST", 403, java.util.Map.of(), "{\"message\":\"no\"}"));
        }
        IssueAction action = new IssueAction.Create("a", "text");
        assertThatThrownBy(() -> take(List.of(action, action, action, action, action)))
                .isInstanceOf(ForgeRefusalException.class);
        assertThat(server.changes()).hasSize(3);
    }

    @Test
    void issuesOfTwoRunsAtOnce_areReported_andOneIsKept() throws Exception {
        String text = IssueText.of(MARK, "first");
        forge.create("a", text);
        forge.create("b", text);
        run(reported("second", Optional.empty(), Optional.empty(), false));
        assertThat(server.bodies().get(0)).contains("second");
        assertThat(server.bodies().get(1)).isEqualTo(text);
        assertThat(IssuePlan.duplicates(forge.issues(), OURS))
                .singleElement()
                .asString()
                .matches(".*/issues/2 is about the same stacks as .*/issues/1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#issuecomment-1", "/", "?x=y", "HTTPS"})
    void issue_isFoundHoweverItsAddressWasCopied(String way) throws Exception {
        String url = server.make("Parser fails", "by hand");
        String copied = way.equals("HTTPS") ? url.replace("http:", "https:").replace("example", "Example") : url + way;
        run(reported("first", Optional.of(copied), Optional.of(BACK), true));
        assertThat(server.comments(1)).hasSize(1);
    }

    @Test
    void longText_isCutToTheLimitOfForges() throws Exception {
        run(reported("a line\n".repeat(20_000), Optional.empty(), Optional.empty(), false));
        assertThat(server.bodies().get(0).length()).isLessThan(65_536);
        assertThat(server.bodies().get(0)).contains("(cut)").endsWith("<!-- limpid-stacks end -->\n");
    }

    private void run(IssueReport reported) throws IOException {
        take(IssuePlan.actions(List.of(reported), forge.issues(), OURS, forge::comments));
    }

    private boolean take(List<IssueAction> actions) throws IOException {
        return new IssueActionRunner(forge, OURS, said::add).run(actions);
    }

    private static IssueReport reported(String text, Optional<String> issue, Optional<News> news, boolean isBack) {
        return new IssueReport(MARK, "Crashes: a.B.c", text, issue, news, isBack, true);
    }
}
