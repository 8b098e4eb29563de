package dev.limpid.counter.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModeRuleTest {
    private static final String COLLECTION = "telemetry.example.org";

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private final Map<String, String> variables = new HashMap<>();

    /** The rule has its own calendar, since loading Java's takes time at every start: both must agree. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 100, 400, 1900, 1999, 2000, 2024, 2026, 9999})
    void on_needsADayOfTheCalendar(int year) {
        for (int month = 0; month <= 13; month++) {
            for (int day = 0; day <= 32; day++) {
                String text = String.format(Locale.ROOT, "on %04d-%02d-%02d", year, month, day);
                assertThat(ModeRule.levelOf(text)).as(text).isEqualTo(isDay(year, month, day) ? ModeRule.ON : -1);
            }
        }
    }

    private static boolean isDay(int year, int month, int day) {
        try {
            LocalDate.of(year, month, day);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "on",
                "on ",
                "on 2026-11-2",
                "on 2026-11-200",
                "on 2026/11-20",
                "on 2026-11/20",
                "on 20 6-11-20",
                "on 2026-1/-20",
                "on 2026-11-2:",
                "on:2026-11-20",
                "offf",
                "local 2026-11-20",
                "Off"
            })
    void level_ofAnyOtherText_isUnknown(String text) {
        assertThat(ModeRule.levelOf(text)).isEqualTo(-1);
    }

    @Test
    void level_ofTheKnownWords() {
        assertThat(ModeRule.levelOf("off")).isEqualTo(ModeRule.OFF);
        assertThat(ModeRule.levelOf("off since yesterday")).isEqualTo(ModeRule.OFF);
        assertThat(ModeRule.levelOf("local")).isEqualTo(ModeRule.LOCAL);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            off           , CHOICE    , the mode file says "off"
            maybe         , UNREADABLE, the mode file says "maybe"
            a~b           , UNREADABLE, the mode file says "a~b"
            a\u007fb\u0001c, UNREADABLE, the mode file says "a?b?c"
            a\tb          , UNREADABLE, the mode file says "a\tb"
            """)
    void modeFile_isQuoted(String text, String source, String why) throws IOException {
        Files.writeString(home().modeFile(), text + "\n");

        assertThat(rule(false).source).isEqualTo(source);
        assertThat(rule(false).why()).isEqualTo(why);
    }

    @Test
    void why_saysWhatDecided() throws IOException {
        assertThat(rule(true).why()).isEqualTo("nobody has chosen");
        assertThat(rule(true).counts()).isFalse();
        assertThat(rule(false).counts()).isTrue();
        variables.put("LIMPID", "off");
        assertThat(rule(false).why()).isEqualTo("LIMPID is \"off\"");
        variables.put("CI", "1");
        assertThat(rule(false).why()).isEqualTo("CI is \"CI\"");
        Files.writeString(folder.resolve("system"), "off force");
        assertThat(rule(false).why()).isEqualTo("the system-wide file says \"off force\"");
        Files.delete(folder.resolve("system"));
        Files.createDirectory(folder.resolve("system"));
        assertThat(rule(false).why()).isEqualTo("the system-wide file says \"\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", " 0 ", "false", "FALSE "})
    void ciVariable_thatDeniesIt_doesNotCount(String value) {
        variables.put("CI", value);

        assertThat(rule(false).source).isEqualTo("DEFAULT");
    }

    /** One more byte could be the beginning of a second line that says off. */
    @Test
    void modeFile_of256Bytes_isRead_andALongerOneMeansOff() throws IOException {
        Files.writeString(home().modeFile(), "local" + " ".repeat(251));
        assertThat(rule(true).level).isEqualTo(ModeRule.LOCAL);

        Files.writeString(home().modeFile(), "local" + " ".repeat(252));
        assertThat(rule(true).source).isEqualTo("UNREADABLE");
        assertThat(rule(true).level).isEqualTo(ModeRule.OFF);
    }

    @Test
    void clock_ofAMovedHome_isRead_andOfAnyOtherHomeIgnored() {
        variables.put("LIMPID_NOW", "tomorrow");
        variables.put("HOME", folder.toString());
        assertThat(ModeRule.of(TelemetryHome.of(COLLECTION, environment()), environment(), false).source)
                .isEqualTo("DEFAULT");

        variables.put("LIMPID_DIR", folder.toString());
        assertThat(ModeRule.of(TelemetryHome.of(COLLECTION, environment()), environment(), false).source)
                .isEqualTo("CLOCK");

        variables.put("LIMPID_NOW", "2026-11-20T12:00:00Z");
        assertThat(ModeRule.of(TelemetryHome.of(COLLECTION, environment()), environment(), false).source)
                .isEqualTo("DEFAULT");
    }

    /** Anyone who could have opened the account's own home since then could change everything that the user runs. */
    @Test
    void usualHome_thatWasUsedBefore_isLookedAtOnlyIfAsked() throws IOException {
        Environment account = Environment.of(
                Map.of(),
                Map.of("user.home", folder.toString()),
                folder.resolve("system").toFile());
        TelemetryHome home = TelemetryHome.of(COLLECTION, account);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(home.isUsual()).isFalse();
        assertThat(ModeRule.of(home, account, false).source).isEqualTo("OPEN_HOME");

        Files.createDirectories(home.local());

        assertThat(home.isUsual()).isTrue();
        assertThat(ModeRule.of(home, account, false).source).isEqualTo("DEFAULT");
        assertThat(ModeRule.ofChecked(home, account, false).source).isEqualTo("OPEN_HOME");
        assertThat(ModeRule.ofChecked(home, account, false).why())
                .isEqualTo("other users can write to " + folder
                        + " (mode 777), expected a folder that only the user can write to");
    }

    /** Folders that the environment names may be anywhere, and so may another account's home. */
    @ParameterizedTest
    @CsvSource({
        "XDG_CONFIG_HOME, elsewhere , false",
        "XDG_STATE_HOME , elsewhere , false",
        "XDG_CONFIG_HOME, inside    , true",
        "XDG_STATE_HOME , inside    , true",
        "HOME           , inside    , false",
        "LIMPID_DIR     , inside    , false",
    })
    void home_isUsual_onlyIfItIsTheAccounts(String variable, String place, boolean usual) throws IOException {
        Path named = place.equals("inside") ? Files.createDirectory(folder.resolve("inside")) : elsewhere;
        variables.put(variable, named.toString());
        Environment account = Environment.of(
                variables,
                Map.of("user.home", folder.toString()),
                folder.resolve("system").toFile());
        TelemetryHome home = TelemetryHome.of(COLLECTION, account);
        Files.createDirectories(home.local());

        assertThat(home.isUsual()).isEqualTo(usual);
    }

    private TelemetryHome home() {
        return TelemetryHome.at(COLLECTION, folder);
    }

    private ModeRule rule(boolean offByDefault) {
        return ModeRule.of(home(), environment(), offByDefault);
    }

    private Environment environment() {
        return Environment.of(variables, Map.of(), new File(folder.toFile(), "system"));
    }
}
