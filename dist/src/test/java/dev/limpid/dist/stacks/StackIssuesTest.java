package dev.limpid.dist.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.dist.forge.ForgeKind;
import dev.limpid.dist.forge.RecordingForge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of groups of stacks at each forge: which issues are planned, created, reopened and updated. */
class StackIssuesTest {

    @TempDir
    Path folder;

    private StacksRun stacks;

    @BeforeEach
    void publish() throws IOException {
        stacks = new StacksRun(folder);
    }

    /** Titles are not Markdown, but forges notify people whom they name. */
    @Test
    void namesInTitles_notifyNobody() throws Exception {
        PublishedCrashes crashes = new PublishedCrashes();
        crashes.week()
                .crash("1.0.0", "linux", 9, "org.example.@all#1!2~x%y.run:+1 org.example.Main.main:+5")
                .crash("1.0.0", "linux", 8, "org.example." + "\ud835\udd4f".repeat(300) + ".run:+1");
        stacks.publish(crashes);
        try (RecordingForge forge = RecordingForge.start(ForgeKind.GITLAB)) {
            StacksRun.Result run = stacks.run(with(at(forge, ForgeKind.GITLAB), "--apply"));
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(forge.titles()).hasSize(2);
            assertThat(forge.titles().get(0)).isEqualTo("Crashes: org.example._all_1_2_x_y.run");
            assertThat(forge.titles().get(1)).endsWith("\ud835\udd4f…");
            assertThat(forge.titles().get(1).codePoints()).hasSize(200);
        }
    }

    /** One sender of many stacks makes many groups. */
    @Test
    void oneRun_createsNoMoreIssuesThanAllowed() throws Exception {
        PublishedCrashes crashes = new PublishedCrashes();
        crashes.week();
        for (int i = 0; i < 30; i++) {
            crashes.crash("1.0.0", "linux", 1, "org.example.Made" + i + ".up:+1");
        }
        crashes.crash("1.0.0", "linux", 9, StacksRun.ORDER);
        stacks.publish(crashes);
        try (RecordingForge forge = RecordingForge.start(ForgeKind.FORGEJO)) {
            StacksRun.Result run = stacks.run(with(with(with(at(forge, ForgeKind.FORGEJO), "--most"), "2"), "--apply"));
            assertThat(run.err()).contains("29 more groups have no issue; --most is 2, the next run creates more");
            assertThat(forge.titles()).hasSize(2).first().isEqualTo("Crashes: org.example.Plan.order");
        }
    }

    @ParameterizedTest
    @EnumSource(ForgeKind.class)
    void issues_areOnlyPlanned_thenMadeOnce_thenReopenedWhenTheStackIsBack(ForgeKind kind) throws Exception {
        try (RecordingForge forge = RecordingForge.start(kind)) {
            String[] at = at(forge, kind);
            String own = forge.make("Plan is out of order", "found by hand");
            stacks.known("trial: the self-test\nstack: \"SelfTest\"\n---\nissue: " + own
                    + "\nstack: \"Plan.order\"\nfixed: 1.2.0");
            StacksRun.Result planned = stacks.run(at);
            assertThat(planned.code()).as(planned.err()).isZero();
            assertThat(planned.err())
                    .isEqualTo(
                            "would create \"Crashes: org.example.Plan.read\"\nnothing was changed: --apply makes the changes\n");
            assertThat(forge.changes()).isEmpty();

            StacksRun.Result done = stacks.run(with(at, "--apply"));
            assertThat(done.code()).as(done.err()).isZero();
            assertThat(forge.changes()).containsExactly("POST /issues");
            assertThat(forge.bodies().get(1))
                    .contains("4 (")
                    .contains("[`src/main/java/org/example/Plan.java:52`]("
                            + kind.source(forge.site(), "example/tool")
                                    .replace("{tag}", "v1.1.0")
                                    .replace("{path}", "src/main/java/org/example/Plan.java")
                                    .replace("{line}", "52")
                            + ")")
                    .doesNotContain("Plan.order", "SelfTest", "Beta");
            assertThat(stacks.run(with(at, "--apply")).err()).isEqualTo("all issues are up to date\n");

            forge.close(1);
            stacks.known("issue: " + own + "\nstack: \"Plan.order\"\nfixed: 1.1.0\n---\ntrial: t\nstack: \"SelfTest\"");
            StacksRun.Result back = stacks.run(with(at, "--apply"));
            assertThat(back.out()).contains("RETURNED  org.example.Plan.order");
            assertThat(forge.isOpen(1)).isTrue();
            assertThat(forge.comments(1))
                    .singleElement()
                    .asString()
                    .contains("It is back: it was marked as fixed in 1.1.0");
            assertThat(forge.bodies().get(0)).isEqualTo("found by hand");
            assertThat(stacks.run(with(at, "--apply")).err()).isEqualTo("all issues are up to date\n");
            assertThat(planned.out() + planned.err() + done.out() + done.err() + back.err() + forge.bodies())
                    .doesNotContain(RecordingForge.token());
        }
    }

    /** Two failures in one method are one group. */
    @Test
    void issueWhoseStackIsBack_isReopened_andNoOtherOfTheSameGroup() throws Exception {
        PublishedCrashes crashes = new PublishedCrashes();
        crashes.week()
                .crash("1.1.0", "linux", 2, StacksRun.ORDER)
                .crash("1.1.0", "linux", 6, StacksRun.ORDER.replace("order:+3", "order:+9"));
        stacks.publish(crashes);
        try (RecordingForge forge = RecordingForge.start(ForgeKind.GITHUB)) {
            String back = forge.make("Line 3", "by hand");
            String other = forge.make("Line 9", "by hand");
            forge.close(1);
            forge.close(2);
            stacks.known("issue: " + other + "\nstack: \"Plan.order:+9\"\nfixed: 1.2.0\n---\nissue: " + back
                    + "\nstack: \"Plan.order:+3\"\nfixed: 1.1.0");
            String[] at = with(at(forge, ForgeKind.GITHUB), "--apply");
            assertThat(stacks.run(at).code()).isZero();
            assertThat(forge.isOpen(1)).isTrue();
            assertThat(forge.comments(1)).singleElement().asString().contains("marked as fixed in 1.1.0");
            assertThat(forge.isOpen(2)).isFalse();
            assertThat(forge.comments(2)).isEmpty();
            assertThat(stacks.run(at).err()).isEqualTo("all issues are up to date\n");
        }
    }

    @Test
    void issueOfSeveralGroups_isReportedGone_onlyOnceAllAre() throws Exception {
        PublishedCrashes crashes = new PublishedCrashes();
        crashes.week().crash("1.1.0", "linux", 2, StacksRun.ORDER).crash("1.1.0", "linux", 6, StacksRun.READ);
        for (int week = 1; week <= 4; week++) {
            crashes.week().crash("1.1.0", "linux", 6, StacksRun.READ);
        }
        stacks.publish(crashes);
        try (RecordingForge forge = RecordingForge.start(ForgeKind.GITHUB)) {
            stacks.known("issue: " + forge.make("Plan", "by hand") + "\nstack: \"Plan\"");
            String[] at = with(at(forge, ForgeKind.GITHUB), "--apply");
            assertThat(stacks.run(at).out()).contains("GONE  org.example.Plan.order");
            assertThat(forge.comments(1)).isEmpty();

            for (int week = 5; week <= 8; week++) {
                crashes.week();
            }
            stacks.publish(crashes);
            assertThat(stacks.run(at).code()).isZero();
            assertThat(stacks.run(at).err()).isEqualTo("all issues are up to date\n");
            assertThat(forge.comments(1))
                    .singleElement()
                    .asString()
                    .contains("since the week of " + PublishedCrashes.FIRST.plusWeeks(4));
        }
    }

    /** As all of them are once a repository has been renamed. */
    @Test
    void newsOfAMissingIssue_isReportedAsUndelivered() throws Exception {
        try (RecordingForge forge = RecordingForge.start(ForgeKind.GITHUB)) {
            stacks.known("issue: https://example.org/old/tool/issues/15\nstack: \"Plan.order\"\nfixed: 1.1.0");
            assertThat(stacks.run(at(forge, ForgeKind.GITHUB)).err())
                    .contains(
                            "https://example.org/old/tool/issues/15 is not an issue of this repository: news about its"
                                    + " stacks is not posted there\n");
        }
    }

    @Test
    void applyWithoutAToken_isRefusedBeforeAnythingIsAsked() throws Exception {
        try (RecordingForge forge = RecordingForge.start(ForgeKind.GITHUB)) {
            StacksRun.Result run = stacks.run(
                    "--forge",
                    "github",
                    "--forge-url",
                    forge.site().toString(),
                    "--repository",
                    "example/tool",
                    "--forge-token",
                    "EMPTY",
                    "--apply");
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("--apply needs a token in the variable EMPTY, which is empty");
            assertThat(forge.asked()).isEmpty();
        }
    }

    private static String[] at(RecordingForge forge, ForgeKind kind) {
        return new String[] {
            "--forge",
            kind.name().toLowerCase(java.util.Locale.ROOT),
            "--forge-url",
            forge.site().toString(),
            "--repository",
            "example/tool"
        };
    }

    private static String[] with(String[] arguments, String more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = more;
        return all;
    }
}
