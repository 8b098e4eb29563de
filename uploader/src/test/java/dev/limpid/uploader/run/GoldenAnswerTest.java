package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports and answers to the byte; {@code -Dlimpid.golden=write} rewrites them. */
class GoldenAnswerTest {

    private static final Path GOLDEN = Path.of(System.getProperty("limpid.root"), "uploader", "src", "test", "golden");

    @TempDir
    Path folder;

    @Test
    void reports_areGolden() throws Exception {
        HomeFixture home = new HomeFixture(folder);
        home.mode = new Mode.On(LocalDate.parse("2026-10-01"));
        home.random = new SplittableRandom(7);
        home.count("2026-11-06", "2026-11-13", "tool/a");
        home.count("2026-11-13", "2026-11-20", "tool/b", "tool/b", "tool/<&\"é", "tool/stack\ndev.example.A.b:+1");
        home.countOf("devel", "2026-11-13", "2026-11-20", "tool/a");
        RecordingSender server = new RecordingSender(new SendResult.Accepted());
        home.reporting(server).run();
        golden("local.2026-11-13.json", home.localReport("2026-11-13").orElseThrow());
        golden("local.2026-11-20.json", home.localReport("2026-11-20").orElseThrow());
        golden("upload.2026-11-20.ndjson", home.sent("2026-11-20").orElseThrow());
    }

    private static void golden(String name, String text) throws IOException {
        Path file = GOLDEN.resolve(name);
        if ("write".equals(System.getProperty("limpid.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
