package org.example.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limpid.cli.UserCommands;
import dev.limpid.counter.CollectionIdentity;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A program with a picocli command line that has limpid-cli, and nothing else of Limpid but the testkit. */
class CommandTest {

    @Test
    void telemetry_isASubcommandOfTheProgram() {
        CommandLine tool = new CommandLine(CommandLine.Model.CommandSpec.create().name("mytool"));
        tool.addSubcommand(UserCommands.telemetry(CollectionIdentity.local("telemetry.example.org")));
        StringWriter out = new StringWriter();

        assertEquals(0, tool.setOut(new PrintWriter(out, true)).execute("telemetry", "preview", "--help"));
        assertTrue(out.toString().contains("Usage: mytool telemetry preview"), out.toString());
    }

    @Test
    void jsonOfAnyVersion_isTheProgramsOwnAffair() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("com.fasterxml.jackson.core.JsonFactory"));
    }
}
