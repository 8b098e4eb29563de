package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Telemetry homes that cannot be written: a pass ends with an error that names the file, and once the home is repaired the next
 * pass sends the whole week, once.
 */
class UnwritableHomeTest {

    private static final String WEEK = "2026-11-20";

    @TempDir
    Path folder;

    private HomeFixture home;

    @BeforeEach
    void count() {
        home = new HomeFixture(folder.resolve("home"));
        home.mode = new Mode.On(LocalDate.parse("2026-10-01"));
        home.count("2026-11-13", WEEK, "tool/a", "tool/a", "tool/b");
    }

    /** Something else is in place of a file or folder of the home. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "local/reporting.lock/",
                "local/" + WEEK + ".counted",
                "local/reporting.wait/",
                "upload",
            })
    void somethingInTheWay_isNamed_andNothingIsLost(String what) throws Exception {
        Path inTheWay = home.home.folder().resolve(what);
        if (what.endsWith("/")) {
            Files.createDirectories(inTheWay.resolve("something"));
        } else {
            Files.createDirectories(inTheWay.getParent());
            Files.writeString(inTheWay, "something");
        }
        RecordingSender server = new RecordingSender(new SendResult.Accepted());
        Optional<IOException> failure = pass(server);
        assertThat(failure).hasValueSatisfying(e -> assertThat(e).hasMessageContaining(inTheWay.toString()));
        assertThat(server.sent).isEmpty();
        if (what.endsWith("/")) {
            Files.deleteIfExists(inTheWay.resolve("something"));
        }
        Files.deleteIfExists(inTheWay);
        assertThat(pass(server)).isEmpty();
        assertThat(server.sent).hasSize(1);
        assertWhole(server.sent.get(0));
    }

    @Test
    @Needs(Tool.UNSHARE)
    void readOnlyHome_isNamed_andTheNextPassIsComplete() throws Exception {
        String out = inNamespace("mount --bind $HOME_DIR $HOME_DIR && mount -o remount,bind,ro $HOME_DIR && $PASS");
        assertThat(out).contains("begun").contains("Read-only file system").contains("home/local/");
        assertThat(out).doesNotContain("SENT");
        RecordingSender server = new RecordingSender(new SendResult.Accepted());
        assertThat(pass(server)).isEmpty();
        assertThat(server.sent).hasSize(1);
        assertWhole(server.sent.get(0));
    }

    @Test
    @Needs(Tool.UNSHARE)
    void fullDisk_isNamed_andTheNextPassIsComplete() throws Exception {
        String out = inNamespace("cp -r $HOME_DIR $HOME_DIR.kept"
                + " && mount -t tmpfs -o size=64k tmpfs $HOME_DIR && cp -r $HOME_DIR.kept/. $HOME_DIR"
                + " && { cat /dev/zero > $HOME_DIR/filler; $PASS; rm $HOME_DIR/filler; echo again; $PASS;"
                + " rm -r $HOME_DIR.kept; cp -r $HOME_DIR $HOME_DIR.after; }");
        String first = out.substring(0, out.indexOf("again"));
        assertThat(first).contains("No space left on device").contains("home/local/");
        Path after = folder.resolve("home.after");
        assertWholeReport(Files.readString(after.resolve("local/local." + WEEK + ".json")));
    }

    /** Runs in its own mount namespace, where $PASS is a pass in a process and $HOME_DIR the home. */
    private String inNamespace(String script) throws Exception {
        String pass = Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:-UsePerfData -cp "
                + System.getProperty("java.class.path") + " " + PassProcess.class.getName() + " "
                + home.home.folder() + " " + WEEK + " http://127.0.0.1:9/answers";
        ProcessBuilder builder = new ProcessBuilder("unshare", "-rm", "sh", "-c", script);
        builder.environment().put("HOME_DIR", home.home.folder().toString());
        builder.environment().put("PASS", pass);
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }

    private Optional<IOException> pass(RecordingSender server) {
        try {
            home.reporting(server).run();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private static void assertWhole(String answer) throws Exception {
        assertThat(AnswerCodec.read(answer.getBytes(StandardCharsets.UTF_8)).parts())
                .singleElement()
                .satisfies(part -> assertThat(part.counts()).isEqualTo(Map.of("tool/a", 2L, "tool/b", 1L)));
    }

    private static void assertWholeReport(String report) throws Exception {
        assertThat(ReportCodec.read(report.getBytes(StandardCharsets.UTF_8)).programs())
                .singleElement()
                .satisfies(program -> assertThat(program.counters()).isEqualTo(Map.of("tool/a", 2L, "tool/b", 1L)));
    }
}
