package dev.limpid.countfile.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.ModeRule;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reason for which nothing is counted, produced for real: a program follows it, and the user can read it. */
@Timeout(60)
class DisabledCountingTest {
    private static final String COLLECTION = "telemetry.example.org";

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private Path user;
    private Path mode;

    @BeforeEach
    void makeUser() throws IOException {
        user = Files.createDirectory(folder.resolve("user"));
        variables.put("HOME", user.toString());
        mode = user.resolve(".config/limpid/" + COLLECTION + "/mode");
        Files.createDirectories(mode.getParent());
    }

    /** Java 17 then finds no variable at all, not even one that says off; newer versions find them. */
    @ParameterizedTest
    @Tag("slow")
    @ValueSource(strings = {"UTF-16", "UTF-8"})
    void environmentThatCannotBeLookedAt_isOff(String charset) throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=" + charset,
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName());
        program.environment().put("LIMPID", "off");
        program.environment().put("HOME", user.toString());
        assertThat(program.inheritIO().start().waitFor()).isEqualTo(Program.OFF);
    }

    /** Determines the mode as a program does when it starts. */
    static final class Program {
        static final int OFF = 7;

        public static void main(String[] args) {
            Environment real = Environment.ofProcess();
            TelemetryHome home = TelemetryHome.of(COLLECTION, real);
            ModeRule rule = ModeRule.of(home, real, false);
            boolean told = EffectiveMode.of(home, real, false).mode().equals(new Mode.Off());
            System.exit(!rule.counts() && told ? OFF : 0);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENVIRONMENT")
    void reason_isWhatAProgramGoesBy_andIsTold(ModeSource source) throws Exception {
        make(source);

        assertOff(source);
    }

    private void make(ModeSource source) throws Exception {
        switch (source) {
            case CHOICE -> Files.writeString(mode, "off\n");
            case DEFAULT -> {}
            case SYSTEM -> Files.writeString(folder.resolve("system"), "off force\n");
            case SYSTEM_UNREADABLE -> Files.createSymbolicLink(folder.resolve("system"), folder.resolve("nothing"));
            case LIMPID -> variables.put("LIMPID", "please not");
            case DO_NOT_TRACK -> variables.put("DO_NOT_TRACK", "1");
            case CI -> variables.put("BUILDKITE", "true");
            case UNREADABLE -> Files.createSymbolicLink(mode, folder.resolve("nothing"));
            case CLOCK -> {
                variables.put("LIMPID_DIR", folder.resolve("moved").toString());
                variables.put("LIMPID_NOW", "tomorrow");
            }
            case NO_HOME -> variables.put("LIMPID_DIR", ".tel");
            case FOREIGN_HOME -> giveAway(user);
            case OPEN_HOME -> Files.setPosixFilePermissions(user, PosixFilePermissions.fromString("rwxrwxrwx"));
            case UNUSABLE_HOME -> Files.writeString(user.resolve(".local"), "in the way");
            case ENVIRONMENT -> throw new IllegalArgumentException("made by a process of its own");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "device", "long", "bom", "crlf", "high bits", "controls", "no day", "searched"})
    void modeFile_ofAnyKind_isOffAndHangsNobody(String kind) throws Exception {
        switch (kind) {
            case "folder" -> Files.createDirectory(mode);
            case "device" -> Files.createSymbolicLink(mode, Path.of("/dev/zero"));
            case "long" -> Files.writeString(mode, "on 2026-11-20" + " ".repeat(250) + "off");
            case "bom" -> Files.writeString(mode, "\ufeffon 2026-11-20");
            case "crlf" -> Files.writeString(mode, "off\r\n");
            case "high bits" -> Files.write(mode, new byte[] {(byte) 0xef, (byte) 0xec});
            case "controls" -> Files.writeString(mode, "\u0001on 2026-11-20\0");
            case "no day" -> Files.writeString(mode, "on 2026-02-29");
            default -> {
                Files.delete(mode.getParent());
                Files.createSymbolicLink(mode.getParent(), folder.resolve("unmounted"));
            }
        }
        assertOff(kind.equals("crlf") ? ModeSource.CHOICE : ModeSource.UNREADABLE);
    }

    @Test
    @Needs(Tool.MKFIFO)
    void modeFile_thatIsAPipe_isOffAndHangsNobody() throws Exception {
        run("mkfifo", mode.toString());
        assertOff(ModeSource.UNREADABLE);
    }

    @Test
    void modeFile_thatIsALinkToTheUsersOwn_isFollowed() throws IOException {
        Files.writeString(folder.resolve("dotfiles"), "local\n");
        Files.createSymbolicLink(mode, folder.resolve("dotfiles"));

        assertThat(EffectiveMode.of(home(), environment(), true).mode()).isEqualTo(new Mode.Local());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "home", "/home/j\ufffd\ufffdzef", "/home/none/of/it", "/nonexistent"})
    void homeFolder_thatIsNone_isNeitherReadNorMade(String named) {
        variables.put("HOME", named);

        assertOff(ModeSource.NO_HOME);
        assertThatThrownBy(() -> ModeFile.write(home(), new Mode.Off()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the choice cannot be saved");
        assertThat(Path.of("/nonexistent")).doesNotExist();
    }

    @Test
    void reasons_nameWhatWasFound_andNoLocaleWhereNoneIsToBlame() {
        variables.put("HOME", "?");
        assertThat(told()).isEqualTo("the user's home folder is not known, expected HOME to name it");
        variables.put("LIMPID_DIR", "/tmp/n\nl\t\u009b");
        assertThat(told())
                .isEqualTo("LIMPID_DIR is \"/tmp/n?l??\", expected an absolute path without control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "+999999999-12-31T23:59:59Z"})
    void clock_thatIsNone_isToldInTheSameWordsToPrograms(String now) {
        variables.put("LIMPID_DIR", folder.resolve("moved").toString());
        variables.put("LIMPID_NOW", now);

        assertOff(ModeSource.CLOCK);
        String expected =
                "LIMPID_NOW (limpid.now) is \"" + now + "\", expected an instant such as 2026-11-20T12:00:00Z";
        assertThat(told()).isEqualTo(expected);
        assertThatThrownBy(() -> home().clockOffset(environment())).hasMessage(expected);
    }

    /** As on a full disk: no file can be created next to the mode file, here because its name would be too long. */
    @Test
    void choiceToDoLess_isWrittenWhereNoFileCanBeMade_andAnyOtherSaysWhatStands() throws IOException {
        TelemetryHome full = TelemetryHome.at(COLLECTION, deep(4085));
        Files.writeString(full.modeFile(), "local\n");
        assumeTrue(!canMake(full.modeFile().resolveSibling("mode.1234567890.tmp")), "a path may be that long here");

        assertThatThrownBy(() -> ModeFile.write(full, new Mode.On(LocalDate.parse("2026-11-20"))))
                .hasMessageContaining("\"on 2026-11-20\" could not be written: ")
                .hasMessageEndingWith("; the choice is still \"local\"");
        ModeFile.write(full, new Mode.Off());
        assertThat(full.modeFile()).hasContent("off\n");
        assertThatThrownBy(() -> ModeFile.write(full, new Mode.Local()))
                .hasMessageContaining("the choice is still \"off\"; until it can be, the variable LIMPID=local");
    }

    /** A folder whose path has this many characters. */
    private Path deep(int length) throws IOException {
        Path deep = folder;
        while (deep.toString().length() < length) {
            int left = length - deep.toString().length() - 1;
            deep = deep.resolve("d".repeat(left > 202 ? 200 : Math.max(1, left)));
        }
        return Files.createDirectories(deep);
    }

    private static boolean canMake(Path file) {
        try {
            Files.createFile(file);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String told() {
        return EffectiveMode.of(home(), environment(), false).why();
    }

    @Test
    void choice_ofASudoRun_leavesNothingInAnothersHome() throws Exception {
        Files.delete(mode.getParent());
        giveAway(user);

        assertThatThrownBy(() -> ModeFile.write(home(), new Mode.Off())).hasMessageContaining("belongs to user number");
        assertThat(mode.getParent()).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource
    void ciVariable_isOff_andStandsInTheSpecification(String variable) throws IOException {
        variables.put(variable, "1");

        assertOff(ModeSource.CI);
        assertThat(Files.readString(Path.of(System.getProperty("limpid.root"), "spec/home.md")))
                .contains("`" + variable + "`");
    }

    static String[] ciVariable_isOff_andStandsInTheSpecification() {
        return ModeRule.ciVariables();
    }

    @Test
    void variables_specifiedAsContinuousIntegration_areAllKnown() throws IOException {
        String spec =
                Files.readString(Path.of(System.getProperty("limpid.root"), "spec/home.md"), StandardCharsets.UTF_8);
        int begin = spec.indexOf("neither `false` nor `0`:\n");
        String table = spec.substring(spec.indexOf('\n', begin) + 1, spec.indexOf("### A usable home"));

        assertThat(table.replace("`", "").trim().split("\\s+")).containsExactly(ModeRule.ciVariables());
    }

    /** A build machine sets some of them for the whole build, so its programs would count nothing. */
    @Test
    void variablesOfBuildMachines_areKeptFromAllTests() throws IOException {
        String pom = Files.readString(Path.of(System.getProperty("limpid.root"), "pom.xml"), StandardCharsets.UTF_8);

        assertThat(Pattern.compile("<excludedEnvironmentVariable>(\\w+)<")
                        .matcher(pom)
                        .results()
                        .map(match -> match.group(1)))
                .containsExactly(ModeRule.ciVariables());
        assertThat(System.getenv()).doesNotContainKeys(ModeRule.ciVariables());
    }

    @ParameterizedTest
    @ValueSource(strings = {"OFF", " off ", "local!", "no", " "})
    void limpid_withAnOddValue_isOff(String value) {
        variables.put("LIMPID", value);
        assertOff(ModeSource.LIMPID);
    }

    private void assertOff(ModeSource source) {
        // A program gives the reason for not counting in words, and not as the name of a constant.
        assertThat(ModeRule.of(home(), environment(), source == ModeSource.DEFAULT)
                        .why())
                .doesNotStartWith("CHOICE")
                .doesNotStartWith("DEFAULT")
                .doesNotStartWith("SYSTEM")
                .doesNotStartWith("UNREADABLE")
                .doesNotContain("_HOME");
        assertThat(ModeRule.of(home(), environment(), source == ModeSource.DEFAULT).source)
                .isEqualTo(source.name());
        assertThat(ModeRule.of(home(), environment(), source == ModeSource.DEFAULT)
                        .counts())
                .isFalse();
        EffectiveMode told = EffectiveMode.of(home(), environment(), source == ModeSource.DEFAULT);
        assertThat(told.mode()).isEqualTo(new Mode.Off());
        assertThat(told.source()).isEqualTo(source);
        assertThat(told.why()).isNotBlank();
    }

    private TelemetryHome home() {
        return TelemetryHome.of(COLLECTION, environment());
    }

    private Environment environment() {
        return Environment.of(variables, Map.of(), folder.resolve("system").toFile());
    }

    private static void giveAway(Path file) throws IOException {
        assumeTrue(Integer.valueOf(0).equals(Files.getAttribute(file, "unix:uid")), "only root can give files away");
        Files.setAttribute(file, "unix:uid", 54321);
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }
}
