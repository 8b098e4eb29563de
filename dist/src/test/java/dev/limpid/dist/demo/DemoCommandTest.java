package dev.limpid.dist.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.UserCommands;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.dist.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DemoCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter said = new StringWriter();

    @Test
    void portInUse_isNamed_andNoFolderIsLeftInTheWay() throws IOException {
        Path made = folder.resolve("made");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(demo("--dir", made.toString(), "--port", port)).isEqualTo(ExitCode.FAILED);
            assertThat(said.toString()).contains(port).doesNotContain("\tat ");
            assertThat(demo("--dir", empty.toString(), "--port", port)).isEqualTo(ExitCode.FAILED);
        }
        assertThat(made).doesNotExist();
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void impossibleNumbers_areUsageErrors_andCreateNothing() {
        Path made = folder.resolve("made");
        assertThat(demo("--dir", made.toString(), "--port", "70000")).isEqualTo(ExitCode.USAGE);
        assertThat(demo("--dir", made.toString(), "--homes", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(made).doesNotExist();
    }

    /** As by {@code kill}, while the homes count and while the sites are served. */
    @ParameterizedTest
    @CsvSource({"homes,200", "opting in,200", "Ctrl-C ends it.,0"})
    void temporaryFolder_ofADemoThatIsTerminated_isDeleted(String line, int madeUp) throws Exception {
        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "demo",
                        "--homes=2",
                        "--weeks=1",
                        "--made-up=" + madeUp)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = demo.inputReader()) {
            List<String> before = new ArrayList<>();
            for (String next = out.readLine(); next == null || !next.startsWith(line); next = out.readLine()) {
                assertThat(next).as("after %s", before).isNotNull();
                before.add(String.valueOf(next));
            }
            assertThat(folder).isNotEmptyDirectory();

            demo.destroy();

            assertThat(demo.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            demo.destroyForcibly();
        }
        assertThat(folder).isEmptyDirectory();
    }

    private int demo(String... arguments) {
        CommandLine command = UserCommands.configure(new CommandLine(new DemoCommand()));
        return command.setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(arguments);
    }
}
