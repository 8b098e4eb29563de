package dev.limpid.dist.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.json.JsonNode;
import dev.limpid.cli.UserCommands;
import dev.limpid.counter.home.Environment;
import dev.limpid.dist.forge.ForgeKind;
import dev.limpid.dist.forge.RecordingForge;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** The command over published files: what it says of them in each form, and what becomes of it at each forge. */
class StacksCommandTest {

    private static final String ORDER = "org.example.Plan.order:+3 org.example.Plan.make:+1 org.example.Main.main:+5";
    private static final String ORDER_MOVED =
            "java.util.ArrayList.get:+1 org.example.Plan.order:+4 hidden org.example.Plan.make:+1";
    private static final String READ = "org.example.Plan.read:+2 org.example.Main.main:+6";
    private static final String TRIAL = "org.example.SelfTest.run:+1 org.example.Main.main:+7";

    @TempDir
    Path folder;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void publish() throws IOException {
        PublishedCrashes crashes = new PublishedCrashes();
        crashes.week().crash("1.0.0", "linux", 3, ORDER);
        crashes.week()
                .crash("1.0.0", "linux", 4, ORDER)
                .crash("1.1.0-rc.1", "linux", 2, TRIAL.replace("SelfTest", "Beta"));
        crashes.week()
                .crash("1.1.0", "darwin", 6, ORDER_MOVED)
                .crash("1.1.0", "linux", 2, READ)
                .crash("1.0.0", "linux", 1, TRIAL);
        crashes.write(folder.resolve("site"));
        Files.createDirectories(folder.resolve("symbols/org.example"));
        Files.write(
                folder.resolve("symbols/org.example/tool@1.1.0.txt"),
                List.of(
                        "org.example.Main.main src/main/java/org/example/Main.java:3-20",
                        "org.example.Plan.make src/main/java/org/example/Plan.java:10-12",
                        "org.example.Plan.order src/main/java/org/example/Plan.java:31-40",
                        "org.example.Plan.read src/main/java/org/example/Plan.java:50-58"));
    }

    @Test
    void text_saysOfEachGroupHowItStandsAndWhereItIs() throws Exception {
        known("trial: the self-test\nstack: \"SelfTest\"");
        Run run = stacks("--source", "https://forge.example.org/blob/{tag}/{path}#L{line}");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("""
                Crashes (org.example/tool/crashes)
                3 weeks from 2026-09-07, newest 2026-09-21: 4 groups of stacks

                KNOWN  org.example.Plan.order
                  called from org.example.Plan.make
                  12 (INTERVAL) installations in the week of 2026-09-21, 5.5% of those asked
                  versions 1.0.0 to 1.1.0; darwin, linux
                  week by week 6 8 12
                  src/main/java/org/example/Plan.java:35  https://forge.example.org/blob/v1.1.0/src/main/java/org/example/Plan.java#L35

                NEW  org.example.Plan.read
                  called from org.example.Main.main
                  4 (INTERVAL) installations in the week of 2026-09-21, 1.8% of those asked
                  only version 1.1.0; linux
                  week by week · · 4
                  src/main/java/org/example/Plan.java:52  https://forge.example.org/blob/v1.1.0/src/main/java/org/example/Plan.java#L52

                Only in pre-releases and development builds:

                KNOWN  org.example.Beta.run
                  called from org.example.Main.main
                  4 (INTERVAL) installations in the week of 2026-09-14, 1.9% of those asked
                  only version 1.1.0-rc.1; linux
                  week by week · 4 ·

                Only from own trials:

                NEW  org.example.SelfTest.run
                  called from org.example.Main.main
                  2 (INTERVAL) installations in the week of 2026-09-21, 0.92% of those asked
                  only version 1.0.0; linux
                  week by week · · 2
                ! no list of the methods of org.example/tool 1.0.0: there is no file SYMBOLS/org.example/tool@1.0.0.txt
                ! no list of the methods of org.example/tool 1.1.0-rc.1: there is no file SYMBOLS/org.example/tool@1.1.0-rc.1.txt
                """);
    }

    @Test
    void json_hasEverything() throws Exception {
        Run run = stacks("--json", "--source", "https://forge.example.org/{tag}/{path}#L{line}");
        JsonNode json = JsonNode.parse(run.out().getBytes(StandardCharsets.UTF_8));
        JsonNode first = json.get("groups").elements().get(0);
        assertThat(json.get("chart").text()).isEqualTo("org.example/tool/crashes");
        assertThat(json.get("weeks").elements()).hasSize(3);
        assertThat(first.get("key").texts()).containsExactly("org.example.Plan.order", "org.example.Plan.make");
        assertThat(first.get("state").text()).isEqualTo("known");
        assertThat(first.get("origin").text()).isEqualTo("users");
        assertThat(first.get("installations").get("value").number()).isEqualTo(12);
        assertThat(first.get("installations").get("low").number()).isBetween(6.0, 12.0);
        assertThat(first.get("version").texts()).containsExactly("1.0.0", "1.1.0");
        assertThat(first.get("os").texts()).containsExactly("darwin", "linux");
        assertThat(first.get("stack").elements().get(1).get("line").integer()).isEqualTo(35);
    }

    @Test
    void markdown_isAReport() throws Exception {
        Run run = stacks("--markdown");
        assertThat(run.out())
                .startsWith("# Stacks of org.example/tool/crashes\n")
                .contains("## In releases", "### known: `org.example.Plan.order`", "### new: `org.example.Plan.read`")
                .contains("- at `src/main/java/org/example/Plan.java:35`")
                .contains("1. `org.example.Plan.order:+4` `src/main/java/org/example/Plan.java:35`");
    }

    /** Where a chart takes unlisted names, whoever sends answers writes them. */
    @Test
    void namesThatLookLikeMarkdown_areCodeAlone() throws Exception {
        String evil = "org.example.[x](//evil.example.org)<img/src=x>@everyone#1.run";
        PublishedCrashes crashes = new PublishedCrashes();
        crashes.week().crash("1.0.0", "linux", 9, evil + ":+1 org.example.Main.main:+5");
        crashes.write(folder.resolve("site"));
        String report = stacks("--markdown").out();
        assertThat(report).contains(evil);
        assertThat(report.replaceAll("`[^`\n]*`", "")).doesNotContain("evil", "<img", "@everyone");
    }

    /** Titles are no Markdown, but forges tell whom they name. */
    @Test
    void namesInTitles_nameNobody() throws Exception {
        PublishedCrashes crashes = new PublishedCrashes();
        crashes.week()
                .crash("1.0.0", "linux", 9, "org.example.@all#1!2~x%y.run:+1 org.example.Main.main:+5")
                .crash("1.0.0", "linux", 8, "org.example." + "\ud835\udd4f".repeat(300) + ".run:+1");
        crashes.write(folder.resolve("site"));
        try (RecordingForge forge = RecordingForge.start(ForgeKind.GITLAB)) {
            Run run = stacks(with(at(forge, ForgeKind.GITLAB), "--apply"));
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(forge.titles()).hasSize(2);
            assertThat(forge.titles().get(0)).isEqualTo("Crashes: org.example._all_1_2_x_y.run");
            assertThat(forge.titles().get(1)).endsWith("\ud835\udd4f…");
            assertThat(forge.titles().get(1).codePoints()).hasSize(200);
        }
    }

    /** One who sends many stacks makes many groups. */
    @Test
    void issues_areMadeOfSoManyGroupsInARunAlone() throws Exception {
        PublishedCrashes crashes = new PublishedCrashes();
        crashes.week();
        for (int i = 0; i < 30; i++) {
            crashes.crash("1.0.0", "linux", 1, "org.example.Made" + i + ".up:+1");
        }
        crashes.crash("1.0.0", "linux", 9, ORDER);
        crashes.write(folder.resolve("site"));
        try (RecordingForge forge = RecordingForge.start(ForgeKind.FORGEJO)) {
            Run run = stacks(with(with(with(at(forge, ForgeKind.FORGEJO), "--most"), "2"), "--apply"));
            assertThat(run.err()).contains("29 more groups have no issue; --most is 2, the next run creates more");
            assertThat(forge.titles()).hasSize(2).first().isEqualTo("Crashes: org.example.Plan.order");
        }
    }

    @Test
    void fileThatIsNoText_isNamed() throws Exception {
        Files.write(folder.resolve("known.txt"), new byte[] {'#', ' ', (byte) 0xe9, '\n'});
        assertThat(stacks().err()).contains("known.txt: found bytes that are not UTF-8, expected a text in UTF-8");
    }

    /** The innermost frame of a crash is the exception's own class, which says where nothing failed. */
    @Test
    void exceptionOfTheProgram_isNotWhereItFailed() throws Exception {
        PublishedCrashes crashes = new PublishedCrashes();
        crashes.week().crash("1.1.0", "linux", 9, "org.example.Main.<init>:=0 " + READ);
        crashes.write(folder.resolve("site"));
        assertThat(stacks().out())
                .contains("NEW  org.example.Plan.read\n  called from org.example.Main.main\n")
                .contains("src/main/java/org/example/Plan.java:52");
    }

    /** Each release has other names; a name of one may be another method's in the next. */
    @Test
    void obfuscatedReleases_areGroupedByTheNamesOfTheirSource() throws Exception {
        PublishedCrashes crashes = new PublishedCrashes();
        crashes.week().crash("1.0.0", "linux", 4, "a.a.a:+1 a.b.a:+2").crash("1.1.0", "linux", 2, "a.a.a:+1 a.b.a:+2");
        crashes.week().crash("1.1.0", "linux", 6, "java.util.ArrayList.get:+3 b.c.d:+4 b.a.z:+1");
        crashes.write(folder.resolve("site"));
        Path maps = Files.createDirectories(folder.resolve("maps/org.example"));
        Files.writeString(maps.resolve("tool@1.0.0.map"), """
                org.example.Plan -> a.a:
                    1:9:void order():30:38 -> a
                org.example.Main -> a.b:
                    1:9:void main(java.lang.String[]):3:11 -> a
                """);
        Files.writeString(maps.resolve("tool@1.1.0.map"), """
                org.example.Text -> a.a:
                    1:9:void skip():5:13 -> a
                org.example.Other -> a.b:
                    1:9:void go():3:11 -> a
                org.example.Plan -> b.c:
                    1:9:void order():31:39 -> d
                org.example.Main -> b.a:
                    1:9:void main(java.lang.String[]):3:11 -> z
                """);
        Run run = stacks(
                "--mappings",
                folder.resolve("maps").toString(),
                "--source",
                "https://forge.example.org/{tag}/{path}#L{line}");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("2 weeks from ", ": 2 groups of stacks")
                .contains("KNOWN  org.example.Plan.order\n  called from org.example.Main.main\n")
                .contains("versions 1.0.0 to 1.1.0; linux\n  week by week 8 12\n")
                .contains("https://forge.example.org/v1.1.0/src/main/java/org/example/Plan.java#L35")
                .contains("KNOWN  org.example.Text.skip\n  called from org.example.Other.go\n")
                .contains("only version 1.1.0; linux\n  week by week 4 ·\n")
                .doesNotContain("a.a.a", "b.c.d");
        Files.move(folder.resolve("maps"), folder.resolve("mappings"));
        assertThat(stacks().out()).as("beside the folder of a server").contains("KNOWN  org.example.Plan.order");
        Files.writeString(folder.resolve("mappings/org.example/tool@1.0.0.map"), "<!DOCTYPE html>\n");
        assertThat(stacks().out())
                .contains("! no mapping of org.example/tool 1.0.0: found no class, expected a line such as");
    }

    @Test
    void stackThatTwoClaim_isNamed_andTheCommandEndsWith1() throws Exception {
        known(
                "issue: https://example.org/1\nstack: \"Plan.order\"\n---\nissue: https://example.org/2\nstack: \"Plan.make\"");
        Run run = stacks();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "! https://example.org/1 and https://example.org/2 claim the same stack: org.example.Plan.order:+3");
    }

    @Test
    void fileThatIsWrong_isToldWithItsPlaces() throws Exception {
        known("issue: https://example.org/1\nstack: Plan.order");
        Run run = stacks();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("known.txt:2:8: found 'P', expected a frame in quotation marks, ! or (");
    }

    @Test
    void chartThatIsNotMeant_isToldFromWhatThereIs() throws Exception {
        assertThat(stacks("systems").err()).contains("org.example/tool/systems is not a stack chart");
        assertThat(stacks("crushes").err())
                .contains("there is no chart 'crushes'; the stack charts are: org.example/tool/crashes");
        assertThat(stacks("--forge", "github").err()).contains("--forge and --repository need each other");
        assertThat(stacks("--apply").err()).contains("--apply needs --forge");
        assertThat(stacks("--forge", "sourceforge", "--repository", "a/b").code())
                .isEqualTo(2);
        assertThat(stacks("--forge", "github", "--repository", "a/../b").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(ForgeKind.class)
    void issues_areOnlyPlanned_thenMadeOnce_thenReopenedWhenTheStackIsBack(ForgeKind kind) throws Exception {
        try (RecordingForge forge = RecordingForge.start(kind)) {
            String[] at = at(forge, kind);
            String own = forge.make("Plan is out of order", "found by hand");
            known("trial: the self-test\nstack: \"SelfTest\"\n---\nissue: " + own
                    + "\nstack: \"Plan.order\"\nfixed: 1.2.0");
            Run planned = stacks(at);
            assertThat(planned.code()).as(planned.err()).isZero();
            assertThat(planned.err())
                    .isEqualTo(
                            "would create \"Crashes: org.example.Plan.read\"\nnothing was changed: --apply makes the changes\n");
            assertThat(forge.changes()).isEmpty();

            Run done = stacks(with(at, "--apply"));
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
            assertThat(stacks(with(at, "--apply")).err()).isEqualTo("all issues are up to date\n");

            forge.close(1);
            known("issue: " + own + "\nstack: \"Plan.order\"\nfixed: 1.1.0\n---\ntrial: t\nstack: \"SelfTest\"");
            Run back = stacks(with(at, "--apply"));
            assertThat(back.out()).contains("RETURNED  org.example.Plan.order");
            assertThat(forge.isOpen(1)).isTrue();
            assertThat(forge.comments(1))
                    .singleElement()
                    .asString()
                    .contains("It is back: it was marked as fixed in 1.1.0");
            assertThat(forge.bodies().get(0)).isEqualTo("found by hand");
            assertThat(stacks(with(at, "--apply")).err()).isEqualTo("all issues are up to date\n");
            assertThat(planned.out() + planned.err() + done.out() + done.err() + back.err() + forge.bodies())
                    .doesNotContain(RecordingForge.token());
        }
    }

    /** Two failures in one method are one group. */
    @Test
    void issueWhoseStackIsBack_isReopened_andNoOtherOfTheSameGroup() throws Exception {
        PublishedCrashes crashes = new PublishedCrashes();
        crashes.week()
                .crash("1.1.0", "linux", 2, ORDER)
                .crash("1.1.0", "linux", 6, ORDER.replace("order:+3", "order:+9"));
        crashes.write(folder.resolve("site"));
        try (RecordingForge forge = RecordingForge.start(ForgeKind.GITHUB)) {
            String back = forge.make("Line 3", "by hand");
            String other = forge.make("Line 9", "by hand");
            forge.close(1);
            forge.close(2);
            known("issue: " + other + "\nstack: \"Plan.order:+9\"\nfixed: 1.2.0\n---\nissue: " + back
                    + "\nstack: \"Plan.order:+3\"\nfixed: 1.1.0");
            String[] at = with(at(forge, ForgeKind.GITHUB), "--apply");
            assertThat(stacks(at).code()).isZero();
            assertThat(forge.isOpen(1)).isTrue();
            assertThat(forge.comments(1)).singleElement().asString().contains("marked as fixed in 1.1.0");
            assertThat(forge.isOpen(2)).isFalse();
            assertThat(forge.comments(2)).isEmpty();
            assertThat(stacks(at).err()).isEqualTo("all issues are up to date\n");
        }
    }

    @Test
    void issueOfWhoseGroupsOneIsStillThere_isNotSaidToBeGone_untilAllAre() throws Exception {
        PublishedCrashes crashes = new PublishedCrashes();
        crashes.week().crash("1.1.0", "linux", 2, ORDER).crash("1.1.0", "linux", 6, READ);
        for (int week = 1; week <= 4; week++) {
            crashes.week().crash("1.1.0", "linux", 6, READ);
        }
        crashes.write(folder.resolve("site"));
        try (RecordingForge forge = RecordingForge.start(ForgeKind.GITHUB)) {
            known("issue: " + forge.make("Plan", "by hand") + "\nstack: \"Plan\"");
            String[] at = with(at(forge, ForgeKind.GITHUB), "--apply");
            assertThat(stacks(at).out()).contains("GONE  org.example.Plan.order");
            assertThat(forge.comments(1)).isEmpty();

            for (int week = 5; week <= 8; week++) {
                crashes.week();
            }
            crashes.write(folder.resolve("site"));
            assertThat(stacks(at).code()).isZero();
            assertThat(stacks(at).err()).isEqualTo("all issues are up to date\n");
            assertThat(forge.comments(1))
                    .singleElement()
                    .asString()
                    .contains("since the week of " + PublishedCrashes.FIRST.plusWeeks(4));
        }
    }

    /** As all are once a repository has another name. */
    @Test
    void newsOfAnIssueThatIsNotThere_isSaidToBeToldNowhere() throws Exception {
        try (RecordingForge forge = RecordingForge.start(ForgeKind.GITHUB)) {
            known("issue: https://example.org/old/tool/issues/15\nstack: \"Plan.order\"\nfixed: 1.1.0");
            assertThat(stacks(at(forge, ForgeKind.GITHUB)).err())
                    .contains(
                            "https://example.org/old/tool/issues/15 is not an issue of this repository: news about its"
                                    + " stacks is not posted there\n");
        }
    }

    @Test
    void applyWithoutAToken_isRefusedBeforeAnythingIsAsked() throws Exception {
        try (RecordingForge forge = RecordingForge.start(ForgeKind.GITHUB)) {
            Run run = stacks(
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

    private void known(String text) throws IOException {
        Files.writeString(folder.resolve("known.txt"), text);
    }

    private Run stacks(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--from",
                folder.resolve("site").toString(),
                "--symbols",
                folder.resolve("symbols").toString()));
        if (Files.exists(folder.resolve("known.txt"))) {
            arguments.addAll(List.of("--known", folder.resolve("known.txt").toString()));
        }
        arguments.addAll(Arrays.asList(more));
        Environment environment = Environment.of(
                Map.of("LIMPID_FORGE_TOKEN", RecordingForge.token()),
                Map.of(),
                folder.resolve("no-system-wide-mode").toFile());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = UserCommands.dressed(StacksCommands.create(environment));
        int code = command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        return new Run(
                code,
                out.toString()
                        .replace(folder.resolve("symbols").toString(), "SYMBOLS")
                        .replaceAll("\\([0-9.,]+ to [0-9.,]+\\) installations", "(INTERVAL) installations"),
                err.toString());
    }
}
