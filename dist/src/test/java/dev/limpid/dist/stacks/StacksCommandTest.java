package dev.limpid.dist.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.json.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on published files: what it says about them in each form. */
class StacksCommandTest {

    @TempDir
    Path folder;

    private StacksRun stacks;

    @BeforeEach
    void publish() throws IOException {
        stacks = new StacksRun(folder);
    }

    @Test
    void text_givesTheStateAndTheIssueOfEachGroup() throws Exception {
        stacks.known("trial: the self-test\nstack: \"SelfTest\"");
        StacksRun.Result run = stacks.run("--source", "https://forge.example.org/blob/{tag}/{path}#L{line}");
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
        StacksRun.Result run = stacks.run("--json", "--source", "https://forge.example.org/{tag}/{path}#L{line}");
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
        StacksRun.Result run = stacks.run("--markdown");
        assertThat(run.out())
                .startsWith("# Stacks of org.example/tool/crashes\n")
                .contains("## In releases", "### known: `org.example.Plan.order`", "### new: `org.example.Plan.read`")
                .contains("- at `src/main/java/org/example/Plan.java:35`")
                .contains("1. `org.example.Plan.order:+4` `src/main/java/org/example/Plan.java:35`");
    }

    /** If a chart accepts unlisted names, the senders of answers choose them. */
    @Test
    void namesThatLookLikeMarkdown_areOnlyCode() throws Exception {
        String evil = "org.example.[x](//evil.example.org)<img/src=x>@everyone#1.run";
        PublishedCrashes crashes = new PublishedCrashes();
        crashes.week().crash("1.0.0", "linux", 9, evil + ":+1 org.example.Main.main:+5");
        stacks.publish(crashes);
        String report = stacks.run("--markdown").out();
        assertThat(report).contains(evil);
        assertThat(report.replaceAll("`[^`\n]*`", "")).doesNotContain("evil", "<img", "@everyone");
    }

    @Test
    void fileThatIsNotText_isNamed() throws Exception {
        Files.write(folder.resolve("known.txt"), new byte[] {'#', ' ', (byte) 0xe9, '\n'});
        assertThat(stacks.run().err()).contains("known.txt: found bytes that are not UTF-8, expected a text in UTF-8");
    }

    /** The innermost frame of a crash is the exception's own class, which does not say where anything failed. */
    @Test
    void classOfAnException_isNotWhereTheProgramFailed() throws Exception {
        PublishedCrashes crashes = new PublishedCrashes();
        crashes.week().crash("1.1.0", "linux", 9, "org.example.Main.<init>:=0 " + StacksRun.READ);
        stacks.publish(crashes);
        assertThat(stacks.run().out())
                .contains("NEW  org.example.Plan.read\n  called from org.example.Main.main\n")
                .contains("src/main/java/org/example/Plan.java:52");
    }

    /** Each release has different names; a name in one may be another method's in the next. */
    @Test
    void obfuscatedReleases_areGroupedByTheNamesOfTheirSource() throws Exception {
        PublishedCrashes crashes = new PublishedCrashes();
        crashes.week().crash("1.0.0", "linux", 4, "a.a.a:+1 a.b.a:+2").crash("1.1.0", "linux", 2, "a.a.a:+1 a.b.a:+2");
        crashes.week().crash("1.1.0", "linux", 6, "java.util.ArrayList.get:+3 b.c.d:+4 b.a.z:+1");
        stacks.publish(crashes);
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
        StacksRun.Result run = stacks.run(
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
        assertThat(stacks.run().out()).as("with the folder of a server").contains("KNOWN  org.example.Plan.order");
        Files.writeString(folder.resolve("mappings/org.example/tool@1.0.0.map"), "<!DOCTYPE html>\n");
        assertThat(stacks.run().out())
                .contains("! no mapping of org.example/tool 1.0.0: found no class, expected a line such as");
    }

    @Test
    void stackClaimedTwice_isNamed_andTheCommandExitsWith1() throws Exception {
        stacks.known(
                "issue: https://example.org/1\nstack: \"Plan.order\"\n---\nissue: https://example.org/2\nstack: \"Plan.make\"");
        StacksRun.Result run = stacks.run();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "! https://example.org/1 and https://example.org/2 claim the same stack: org.example.Plan.order:+3");
    }

    @Test
    void fileWithErrors_isRefusedWithTheirPositions() throws Exception {
        stacks.known("issue: https://example.org/1\nstack: Plan.order");
        StacksRun.Result run = stacks.run();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("known.txt:2:8: found 'P', expected a frame in quotation marks, ! or (");
    }

    @Test
    void chartThatDoesNotExist_isRefusedWithThoseThatDo() throws Exception {
        assertThat(stacks.run("systems").err()).contains("org.example/tool/systems is not a stack chart");
        assertThat(stacks.run("crushes").err())
                .contains("there is no chart 'crushes'; the stack charts are: org.example/tool/crashes");
        assertThat(stacks.run("--forge", "github").err()).contains("--forge and --repository need each other");
        assertThat(stacks.run("--apply").err()).contains("--apply needs --forge");
        assertThat(stacks.run("--forge", "sourceforge", "--repository", "a/b").code())
                .isEqualTo(2);
        assertThat(stacks.run("--forge", "github", "--repository", "a/../b").code())
                .isEqualTo(2);
    }
}
