package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What options a start accepts, and what a start of tests means for others. */
class TelemetryOptionsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void options_thatAreBuilt_cannotBeChanged(int setter) {
        UnaryOperator<TelemetryOptions> change = switch (setter) {
            case 0 -> options -> options.collection("test");
            case 1 -> options -> options.collection(CollectionIdentity.local("test"));
            case 2 -> options -> options.program("a", "b");
            case 3 -> options -> options.home(TelemetryHome.at("test", folder));
            case 4 -> options -> options.environment(Environment.ofProcess());
            case 5 -> TelemetryOptions::offByDefault;
            case 6 -> TelemetryOptions::withoutCrashes;
            case 7 -> options -> options.ownPackages("a");
            case 8 -> TelemetryOptions::strict;
            default -> options -> options.classLoader(ClassLoader.getSystemClassLoader());
        };
        TelemetryOptions options = TelemetryOptions.builder();
        assertThat(change.apply(options)).isSameAs(options);
        assertThat(options.build()).isSameAs(options);
        assertThatThrownBy(() -> change.apply(options))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("these options are built and can no longer be changed");
        assertThatThrownBy(() -> change.apply(TelemetryOptions.ofProgram())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void collection_thatStartsOff_setsTheOption() {
        CollectionIdentity identity = CollectionIdentity.local("test");
        assertThat(TelemetryOptions.builder().collection(identity).offByDefault).isFalse();
        assertThat(TelemetryOptions.builder().collection(identity.startingOff()).offByDefault)
                .isTrue();
        assertThat(TelemetryOptions.builder().collection(identity.startingOff()).collection(identity).offByDefault)
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"name,0", "name,101", "version,101"})
    void nameOrVersion_of1To100Characters_isAccepted(String what, int bad) {
        for (int length : new int[] {1, 100, bad}) {
            String text = "x".repeat(length);
            Telemetry telemetry = Telemetry.start(options()
                    .program(what.equals("name") ? text : "org.example/tool", what.equals("name") ? "1.0" : text));
            assertThat(telemetry.whyNotCounting())
                    .isEqualTo(
                            length == bad
                                    ? "counting could not start: the program's " + what + " is \"" + text
                                            + "\", expected 1 to 100 characters without white space"
                                    : "");
            assertThat(telemetry.isCounting()).isEqualTo(length != bad);
            telemetry.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\n", "\u007f", "a\u0000"})
    void nameWithWhiteSpaceOrControlCharacters_isRefused(String name) {
        Telemetry telemetry = Telemetry.start(options().program(name, "1.0"));
        assertThat(telemetry.whyNotCounting())
                .isEqualTo("counting could not start: the program's name is \"" + name
                        + "\", expected 1 to 100 characters without white space");
        assertThat(telemetry.home()).isNull();
        assertThat(telemetry.program()).isEmpty();
        telemetry.flush();
        telemetry.runAttributed(() -> {
            throw new AssertionError("there is no program");
        });
        telemetry.close();
    }

    @Test
    void refusedProgram_thatCountsNothingAnyway_leavesNoTrace() {
        Telemetry.start(options().program("a b", "1.0").offByDefault()).close();
        assertThat(folder).isEmptyDirectory();
        Telemetry.start(options().program("a b", "1.0")).close();
        assertThat(folder.resolve("local").toFile().list()).containsExactly("a%20b.trouble");
    }

    @Test
    void telemetry_saysWhereAndAsWhatItCounts_andWhyNotOnceItIsClosed() {
        TelemetryHome home = TelemetryHome.at("test", folder);
        Telemetry telemetry = Telemetry.start(options().home(home).program("org.example/tool", "1.0"));
        assertThat(telemetry.home()).isSameAs(home);
        assertThat(telemetry.program()).isEqualTo("org.example/tool 1.0");
        assertThat(telemetry.isCounting()).isTrue();
        Recorder recorder = Program.running[0].recorder;
        telemetry.close();
        assertThat(telemetry.isCounting()).isFalse();
        assertThat(telemetry.whyNotCounting()).isEqualTo("telemetry was closed");
        assertThat(recorder.isCounting()).isFalse();
        assertThat(recorder.whyNot()).isEqualTo("telemetry was closed");
    }

    /** A rehearsal runs a build under the version that it will have. */
    @Test
    void version_ofARehearsal_isThatOfTheEnvironment_inAHomeThatWasMoved() {
        Environment rehearsal = Environment.of(
                Map.of("LIMPID_DIR", folder.toString(), "LIMPID_VERSION", "9.9"),
                Map.of(),
                folder.resolve("system").toFile());
        try (Telemetry telemetry = Telemetry.start(TelemetryOptions.builder()
                .collection("test")
                .environment(rehearsal)
                .program("org.example/tool", "1.0-SNAPSHOT"))) {
            assertThat(telemetry.program()).isEqualTo("org.example/tool 9.9");
        }
        try (Telemetry telemetry =
                Telemetry.start(options().environment(rehearsal).program("org.example/tool", "1.0-SNAPSHOT"))) {
            assertThat(telemetry.program()).isEqualTo("org.example/tool devel");
        }
    }

    @Test
    void strictTelemetry_isOne_andOtherStartsAreItsGuests() throws Exception {
        try (StrictTelemetry strict = new StrictTelemetry(folder)) {
            Telemetry second = Telemetry.start(options().strict().program("org.example/tool", "1.0"));
            assertThat(second.whyNotCounting()).isEqualTo("counting could not start: telemetry of another test runs");
            Telemetry guest = Telemetry.start(options().program("org.example/tool", "1.0"));
            assertThat(guest.isCounting()).isTrue();
            assertThat(guest.home()).isSameAs(strict.home);
            guest.close();
            assertThat(strict.telemetry.isCounting()).isTrue();
            Counter.of("after/guest").increment();
            assertThat(strict.count("after/guest")).isEqualTo(1);
        }
    }

    @Test
    void inside_countsForThatProgram_whoeverElseCounts() throws Exception {
        try (Telemetry one = Telemetry.start(
                        options().program("org.example/one", "1.0").ownPackages("org.one."));
                Telemetry two = Telemetry.start(options()
                        .home(TelemetryHome.at("two", folder.resolve("two")))
                        .program("org.example/two", "1.0")
                        .ownPackages("org.two."))) {
            one.runAttributed(() -> Counter.of("inside/one").increment());
            two.runAttributed(() -> Counter.of("inside/two").increment());
            one.flush();
            two.flush();
            assertThat(names(folder)).containsExactly("inside/one");
            assertThat(names(folder.resolve("two"))).containsExactly("inside/two");
        }
    }

    private static Iterable<String> names(Path home) throws Exception {
        return CountedWeek.in(TelemetryHome.at("test", home))
                .get(0)
                .read()
                .counts()
                .keySet();
    }

    private TelemetryOptions options() {
        return TelemetryOptions.builder()
                .home(TelemetryHome.at("test", folder))
                .environment(Environment.of(
                        Map.of(), Map.of(), folder.resolve("system").toFile()))
                .withoutCrashes();
    }
}
