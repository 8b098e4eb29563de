package dev.limpid.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/release-notes}, which cuts a release's notes out of CHANGELOG.md. */
class ReleaseNotesTest {

    private static final Path ROOT = Path.of(System.getProperty("limpid.root"));

    @TempDir
    Path folder;

    @Test
    void notes_areTheTextBelowTheVersionsHeading() throws Exception {
        String changelog =
                "# Changelog\n\n## 1.10.0, 2027-01-02\n\n- ten\n\n## 1.1.0\n\n### Programs\n- a\n\n- b\n\n## 1.0.0\n";

        assertThat(notes("1.1.0", changelog)).isEqualTo("### Programs\n- a\n\n- b\n0");
        assertThat(notes("1.10.0", changelog)).isEqualTo("- ten\n0");
    }

    @Test
    void notes_areRefusedIfTheyAreMissingOrTwice() throws Exception {
        assertThat(notes("1.1", "## 1x1\n- a\n## 1.1.0\n- b\n")).isEqualTo("release-notes: no heading ## 1.1\n1");
        assertThat(notes("1.0.0", "## 1.0.0\n\n## 0.9.0\n- a\n"))
                .isEqualTo("release-notes: nothing is said of 1.0.0\n1");
        assertThat(notes("1.0.0", "## 1.0.0\n- a\n## 1.0.0\n- b\n"))
                .isEqualTo("release-notes: 1.0.0 has two headings\n1");
    }

    /** The output, followed by the exit code. */
    private String notes(String version, String changelog) throws Exception {
        Path file = Files.writeString(folder.resolve("CHANGELOG.md"), changelog, UTF_8);
        Process script = new ProcessBuilder(
                        "sh", ROOT.resolve("scripts/release-notes").toString(), version, file.toString())
                .redirectErrorStream(true)
                .start();
        return new String(script.getInputStream().readAllBytes(), UTF_8) + script.waitFor();
    }
}
