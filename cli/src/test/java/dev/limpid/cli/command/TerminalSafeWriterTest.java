package dev.limpid.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.CommandLineRun;
import dev.limpid.cli.context.TerminalSafeWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalSafeWriterTest {

    @Test
    void text_staysAsItIs_andControlCharactersAreReplaced() {
        StringWriter terminal = new StringWriter();
        PrintWriter out = TerminalSafeWriter.wrap(new PrintWriter(terminal));
        out.print("tab\tünï 😀\ncsv,line\r\n\u001b[2Kover\rwritten\u009b1m\u0007\n");
        out.flush();
        assertThat(terminal)
                .asString()
                .isEqualTo("tab\tünï 😀\ncsv,line\r\n\ufffd[2Kover\ufffdwritten\ufffd1m\ufffd\n");
    }

    @Test
    void refusalReason_cannotSendControlCharactersToTheTerminal(@TempDir Path dir) throws IOException {
        Path refused = Files.createDirectories(dir.resolve(CommandLineRun.COLLECTION + "/local/refused"));
        Files.writeString(refused.resolve("2026-11-12.ndjson"), "{}");
        Files.writeString(refused.resolve("2026-11-12.txt"), "unknown-counter: \u001b[2K\rok");
        CommandLineRun limpid = new CommandLineRun(dir).run("sent", "-C", CommandLineRun.COLLECTION);
        assertThat(limpid.out).contains("unknown-counter: \ufffd[2K\ufffdok").doesNotContain("\u001b");
    }

    @Test
    void invisibleAndBidirectionalCharacters_areReplaced_andSurrogatePairsAreKept() {
        StringWriter terminal = new StringWriter();
        PrintWriter out = TerminalSafeWriter.wrap(new PrintWriter(terminal));
        out.print("a\u202eb\u2066c\u200bd\u3164e\ud83d\ude00f\ud800g\udb40\udc41h\ufeff\u2028.");
        out.flush();
        assertThat(terminal)
                .asString()
                .isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde\ud83d\ude00f\ufffdg\ufffdh\ufffd\ufffd.");
    }
}
