package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.context.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands print about a home that golang.org/x/telemetry wrote. */
class EnvCommandTest {

    @TempDir
    Path folder;

    private CommandLineRun limpid;
    private Path home;

    @BeforeEach
    void copyHome() throws IOException {
        limpid = new CommandLineRun(folder);
        limpid.variables.put("LIMPID_NOW", "2026-08-19T12:00:00Z");
        home = folder.resolve(CommandLineRun.COLLECTION);
        Path vectors = Path.of(System.getProperty("limpid.root"), "spec/vectors/report/telemetry-dir");
        try (Stream<Path> files = Files.walk(vectors)) {
            for (Path file : files.toList()) {
                Path target = home.resolve(vectors.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Test
    void env_showsTheModeAndWhy() throws IOException {
        limpid.run("env");
        assertThat(limpid.code).isZero();
        Golden.assertSame("env.txt", withoutFolder(limpid.out, File.separator));
    }

    @Test
    void env_json() throws IOException {
        limpid.run("env", "--json");
        Golden.assertSame("env.json", withoutFolder(limpid.out, File.separator.replace("\\", "\\\\")));
    }

    @Test
    void csv_hasEveryCounter() throws IOException {
        limpid.run("csv");
        assertThat(limpid.code).isZero();
        Golden.assertSame("counts.csv", limpid.out);
    }

    @Test
    void upload_inModeOn_printsItsSteps() throws IOException {
        limpid.variables.put("LIMPID_NOW", "2026-08-21T12:00:00Z");
        limpid.run("upload");
        assertThat(limpid.code).isEqualTo(ExitCode.FOUND_WRONG);
        assertThat(limpid.out)
                .contains("week ended 2026-08-20: local report: 4 programs")
                .contains("no configuration could be fetched");
        assertThat(limpid.run("upload", "--json").out).contains("\"step\" : \"no-config\"");
    }

    @Test
    void preview_withoutAConfiguration_namesTheWeeksThatWait() {
        limpid.variables.put("LIMPID_NOW", "2026-08-21T12:00:00Z");
        assertThat(limpid.run("preview").out)
                .contains("the questions are not known here")
                .contains(
                        "week ended 2026-08-20: nothing would be sent, because no configuration was verified here yet")
                .doesNotContain("stays here");
        assertThat(limpid.run("preview", "--json").out)
                .contains("\"week\" : \"2026-08-20\"")
                .doesNotContain("\"X\"");
    }

    @Test
    void sent_ofNothing() {
        assertThat(limpid.run("sent").out)
                .isEqualTo("Nothing has been sent from this machine to " + CommandLineRun.COLLECTION + ".\n");
        assertThat(limpid.run("sent", "2026-08-20").code).isEqualTo(ExitCode.FOUND_WRONG);
    }

    @Test
    void dump_readsFilesOfGo_andNamesDamagedOnes() throws IOException {
        Path tool = home.resolve("local/tool@v1.2.3-go1.24.0-linux-amd64-2026-08-18.v1.count");
        Path bad = Files.writeString(folder.resolve("bad.v1.count"), "nonsense");
        limpid.run("dump", tool.toString(), bad.toString());
        assertThat(limpid.code).isEqualTo(ExitCode.FOUND_WRONG);
        assertThat(limpid.out).contains("Program: example.com/other/tool").contains("5\ttool/x");
        assertThat(limpid.err).contains("bad.v1.count: corrupt at byte");
    }

    /** A shell's * names each file of a week: a reader who adds up the output must not count an event twice. */
    @Test
    void dump_ofAllFilesOfAWeek_printsItOnce() throws IOException {
        Path tool = home.resolve("local/tool@v1.2.3-go1.24.0-linux-amd64-2026-08-18.v1.count");
        String name = tool.getFileName().toString().replace(".v1.count", "");
        Path stripe = Files.copy(tool, tool.resolveSibling(name + ".stripe1.v1.count"));
        Path journal = tool.resolveSibling(name + ".v1.journal");
        limpid.run("dump", stripe.toString(), tool.toString(), journal.toString());
        assertThat(limpid.code).isZero();
        assertThat(limpid.out).containsOnlyOnce("tool/x").contains("10\ttool/x");
    }

    /** Files that cannot be read are named, and the rest is shown, even if there is a folder in place of one file. */
    @Test
    void readableCounts_areShownBesideUnreadableFiles() throws IOException {
        Path inTheWay =
                Files.createDirectory(home.resolve("local/other@1.0-java17-linux-amd64-2026-08-18.stripe1.v1.count"));
        limpid.run("csv");
        assertThat(limpid.code).isEqualTo(ExitCode.FOUND_WRONG);
        assertThat(limpid.err).contains("other@1.0").contains("found a folder");
        Golden.assertSame("counts.csv", limpid.out);
        assertThat(limpid.run("preview").out).contains("found a folder").contains("2026-08-20");
        assertThat(inTheWay).isDirectory();
    }

    @Test
    void preview_withOnlyUnreadableCounts_doesNotSayThatNothingIsCounted() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("local"))) {
            for (Path file : files.filter(each -> !each.endsWith("weekends")).toList()) {
                Files.delete(file);
            }
        }
        Files.writeString(home.resolve("local/tool@1.0-java17-linux-amd64-2026-08-18.stripe1.v1.count"), "nonsense");
        limpid.run("preview");
        assertThat(limpid.code).isEqualTo(ExitCode.FOUND_WRONG);
        assertThat(limpid.out).contains("stripe1.v1.count: corrupt").doesNotContain("nothing is being counted");
    }

    @Test
    void clean_deletesCountsAndKeepsTheChoice() throws IOException {
        limpid.run("clean");
        assertThat(limpid.code).isZero();
        assertThat(home.resolve("local")).doesNotExist();
        assertThat(home.resolve("mode")).exists();
    }

    @Test
    void list_saysEveryCollectionWithItsMode() {
        assertThat(limpid.run("list").out).startsWith(CommandLineRun.COLLECTION + "  on 2026-07-19  (you chose");
    }

    @Test
    void verify_withoutALog_saysSo() {
        assertThat(limpid.run("verify").out).contains("no log of " + CommandLineRun.COLLECTION + " is known");
    }

    /** The output with paths as on systems whose separator is a slash. */
    private String withoutFolder(String out, String separator) {
        return out.replace(separator, "/").replace(folder.toString().replace(File.separator, "/"), "DIR");
    }
}
