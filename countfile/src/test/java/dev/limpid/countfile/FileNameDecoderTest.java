package dev.limpid.countfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.FileNames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameDecoderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "telemetry.example.org",
                "Telemetry.Example.ORG",
                "localhost:8080",
                "telemetry.example.org/project",
                "con.example.org",
                "nul",
                ".hidden.",
                "100%",
                "%41",
                "bücher.example",
                "例え.example",
                "\u0092%u21",
                "\ud83d\ude00.example"
            })
    void of_undoesSafe(String name) {
        assertThat(FileNameDecoder.of(FileNames.safe(name))).isEqualTo(name);
    }

    /**
     * Windows does not accept {@code <>:"/\\|?*} or control characters, drops a dot at the end, and reserves the names
     * of devices.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a<b>c:d\"e/f\\g|h?i*j",
                "line\nend\u0000",
                "ends with a dot.",
                "ends with a space ",
                "..",
                "con",
                "NUL.txt",
                "lpt1.v1.count"
            })
    void safe_isANameOnEveryFileSystem(String name) {
        assertThat(FileNames.safe(name))
                .matches("[A-Za-z0-9._+@=,%-]+")
                .doesNotMatch("[.].*|.*[.]")
                .doesNotMatch("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])([.].*)?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a%", "a%4", "a%zz", "%41", "%e9%u", "%e9%u2", "a:b", ".git", "con"})
    void of_ofANameThatSafeNeverMakes_isTheNameItself(String file) {
        assertThat(FileNameDecoder.of(file)).isEqualTo(file);
    }
}
