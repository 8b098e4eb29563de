package dev.limpid.testtools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.io.TempDir;

/** A process without any tool on its path runs tests that need tools. */
class NeedsTest {

    @TempDir
    Path folder;

    /** Ends a test that gets a tool although there is none. */
    static final class Chrome implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return true;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Tool.chromium().orElseThrow();
        }
    }

    /** Run only by the test below: the build does not look for classes with this name. */
    static final class WithTools {
        @Test
        @Needs(Tool.CHROMIUM)
        @ExtendWith(Chrome.class)
        void parameter_ofATool(Path browser) {
            assertThat(browser).isExecutable();
        }

        @Test
        @Needs({Tool.GO, Tool.STRACE})
        void twoTools() {
            assertThat(Tool.GO.isAvailable()).as("neither is on the path").isTrue();
        }

        @Test
        void nothing() {}
    }

    @Test
    void test_whoseToolIsMissing_isSkippedAndNamed() throws Exception {
        Outcome outcome = runWithTools(Map.of("PATH", folder.toString()));

        assertThat(outcome.text()).contains("1 passed, 0 failed, 2 skipped");
        assertThat(outcome.status()).isZero();
        assertThat(report())
                .startsWith("Some tests were skipped, since this machine does not have:")
                .contains("chromium, for the site in a real browser: scripts/install-test-tools")
                .contains("go, for the log judged")
                .contains("strace, for programs")
                .contains("skipped in WithTools")
                .doesNotContain("nginx");
    }

    @Test
    void browser_thatDoesNotStart_isNone() throws Exception {
        Path stub = Files.writeString(folder.resolve("chromium-browser"), "#!/bin/sh\nexit 1\n");
        assertThat(stub.toFile().setExecutable(true)).isTrue();

        Outcome outcome = runWithTools(Map.of("PATH", folder.toString()));

        assertThat(outcome.text()).contains("1 passed, 0 failed, 2 skipped");
    }

    @Test
    void nothingSkipped_isNotTold() throws Exception {
        assertThat(report()).isEmpty();
    }

    private record Outcome(int status, String text) {}

    private Outcome runWithTools(Map<String, String> variables) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlimpid.root=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestRunner.class.getName(),
                        WithTools.class.getName()))
                .redirectErrorStream(true);
        builder.environment().remove("LIMPID_CHROMIUM");
        builder.environment().putAll(variables);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    private String report() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SkippedTests.of(folder.toString()).print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
