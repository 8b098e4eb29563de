package dev.limpid.cli;

import dev.limpid.cli.context.CommandContext;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.uploader.consent.Terminal;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;

/** Runs the commands with a moved home and a moved clock, and keeps what they print. */
public final class CommandLineRun {

    public static final String COLLECTION = "telemetry.example.org";

    final Path dir;
    public final Map<String, String> variables = new HashMap<>();
    Optional<CollectionIdentity> collection = Optional.empty();
    Optional<String> typed = Optional.empty();
    OptionalInt columns = OptionalInt.empty();
    public int code;
    public String out = "";
    public String err = "";

    public CommandLineRun(Path dir) {
        this.dir = dir;
        variables.put("LIMPID_DIR", dir.toString());
        variables.put("LIMPID_NOW", "2026-11-20T12:00:00Z");
    }

    public Environment environment() {
        return Environment.of(
                variables, Map.of(), dir.resolve("no-system-wide-mode").toFile());
    }

    /** A person who types this, if there is one, and sees what is printed. */
    private Optional<Terminal> terminal(StringWriter screen) {
        return typed.map(
                text -> new Terminal(new BufferedReader(new StringReader(text)), new PrintWriter(screen, true)));
    }

    public CommandLineRun run(String... args) {
        StringWriter printed = new StringWriter();
        StringWriter complained = new StringWriter();
        CommandLine limpid = UserCommands.limpid(
                new CommandContext(environment(), collection, () -> terminal(printed), () -> columns));
        limpid.setOut(new PrintWriter(printed));
        limpid.setErr(new PrintWriter(complained));
        code = limpid.execute(args);
        out = printed.toString();
        err = complained.toString();
        return this;
    }
}
