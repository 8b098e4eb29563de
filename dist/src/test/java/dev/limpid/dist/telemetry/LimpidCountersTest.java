package dev.limpid.dist.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.dist.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What limpid counts about itself, compared with its commands and its charts, by the tools that any program can use. */
class LimpidCountersTest {

    private static final Set<String> UNCOUNTED = Set.of("serve", "relay");

    @Test
    void everyCommand_hasACounterOfItsName_exceptThoseThatServe() {
        Set<String> commands =
                new TreeSet<>(Main.commandLine("--help").getSubcommands().keySet());
        commands.removeAll(UNCOUNTED);
        assertThat(commands)
                .hasSizeGreaterThan(25)
                .allSatisfy(command ->
                        assertThat(LimpidCounters.command(command).name()).isEqualTo("command:" + command));
    }

    @Test
    void whatAUserTyped_isInNoCounter() {
        assertThat(LimpidCounters.command("/home/ann/secret").name()).isEqualTo("command:none");
        assertThat(LimpidCounters.command("").name()).isEqualTo("command:none");
        assertThat(LimpidCounters.exit(-7).name()).isEqualTo("exit:3");
    }

    @Test
    void charts_askForEveryCounter_andForNoOther() throws Exception {
        Path classes = Path.of(LimpidCounters.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = {
            "program",
            "counters",
            "--program",
            LimpidTelemetry.PROGRAM,
            "--charts",
            classes.resolve("dev/limpid/dist/telemetry/charts.txt").toString(),
            classes.toString()
        };
        int code = Main.commandLine(arguments)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        assertThat(code).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).contains("command:env", "exit:2");
    }
}
