package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as processes with different locales. */
class LocaleTest {

    /** As on a machine where the locale is installed. */
    private static final List<String> UTF_8 =
            List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8");

    /** As on a machine where it is not installed. */
    private static final List<String> US_ASCII = List.of("-Dfile.encoding=US-ASCII", "-Dstdout.encoding=US-ASCII");

    private static final List<String> AS_THE_MACHINE_IS = List.of();

    private static final String ENGLISH = "session-en.txt";

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"de", "ja"})
    void locale_decides(String language) throws Exception {
        String territory = language.equals("de") ? "AT" : "JP";
        Golden.assertSame(
                "session-" + language + ".txt", run(UTF_8, Map.of("LANG", language + "_" + territory + ".UTF-8")));
    }

    static Stream<Arguments> english() {
        List<String> turkish = List.of("-Duser.language=tr", "-Duser.country=TR", "-Dfile.encoding=UTF-8");
        return Stream.of(
                Arguments.of(AS_THE_MACHINE_IS, Map.of()),
                Arguments.of(AS_THE_MACHINE_IS, Map.of("LANG", "C")),
                Arguments.of(AS_THE_MACHINE_IS, Map.of("LC_ALL", "POSIX", "LANG", "de_DE.UTF-8")),
                Arguments.of(AS_THE_MACHINE_IS, Map.of("LANG", "xx_YY.UTF-8")),
                Arguments.of(turkish, Map.of("LANG", "tr_TR.UTF-8")),
                Arguments.of(UTF_8, Map.of("LANG", "de_DE.UTF-8", "LIMPID_LANG", "en")));
    }

    @ParameterizedTest
    @MethodSource("english")
    void withoutATranslation_outputIsEnglish(List<String> options, Map<String, String> variables) throws Exception {
        Golden.assertSame(ENGLISH, run(options, variables));
    }

    /** If the locale is set but not installed, and under C, Java writes a question mark for each letter. */
    @Test
    void ifJavaCannotEncodeTheLanguage_outputIsEnglishWithoutQuestionMarks() throws Exception {
        Golden.assertSame(ENGLISH, run(US_ASCII, Map.of("LANG", "ja_JP.UTF-8")));
        Golden.assertSame(ENGLISH, run(AS_THE_MACHINE_IS, Map.of("LANG", "C", "LIMPID_LANG", "ja")));
    }

    private String run(List<String> options, Map<String, String> variables) throws Exception {
        Path home = Files.createTempDirectory(dir, "home");
        Map<String, String> all = new HashMap<>(variables);
        all.put("LIMPID_DIR", home.toString());
        all.put("LIMPID_NOW", "2026-11-20T12:00:00Z");
        CommandLineRun filled = new CommandLineRun(home);
        Session.fill(TelemetryHome.of(CommandLineRun.COLLECTION, filled.environment()));
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(options);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Session.class.getName()));
        return said(line, all).replace(home.toString(), "HOME");
    }

    private static String said(List<String> line, Map<String, String> variables)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
