package dev.limpid.countfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.FileNames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalNameTest {

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
        assertThat(OriginalName.of(FileNames.safe(name))).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a%", "a%4", "a%zz", "%41", "%e9%u", "%e9%u2", "a:b", ".git", "con"})
    void of_ofANameThatSafeNeverMakes_isTheNameItself(String file) {
        assertThat(OriginalName.of(file)).isEqualTo(file);
    }
}
