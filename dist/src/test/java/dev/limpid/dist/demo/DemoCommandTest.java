package dev.limpid.dist.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.UserCommands;
import dev.limpid.cli.context.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter said = new StringWriter();

    @Test
    void portThatIsTaken_isNamed_andNoFolderIsLeftInTheWay() throws IOException {
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
    void numbersThatCannotBe_areUsageErrors_andMakeNothing() {
        Path made = folder.resolve("made");
        assertThat(demo("--dir", made.toString(), "--port", "70000")).isEqualTo(ExitCode.USAGE);
        assertThat(demo("--dir", made.toString(), "--homes", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(made).doesNotExist();
    }

    private int demo(String... arguments) {
        CommandLine command = UserCommands.configure(new CommandLine(new DemoCommand()));
        return command.setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(arguments);
    }
}
