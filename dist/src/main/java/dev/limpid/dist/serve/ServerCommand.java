package dev.limpid.dist.serve;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.server.settings.InvalidSettingsException;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.server.settings.ServerSettingsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * A command for people who run a server. It reads the server's configuration file, which names the collections and
 * their folders.
 */
public abstract class ServerCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE", description = "The server's configuration file.")
    private Path file = Path.of("limpid.conf");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the command, and returns its exit code. */
    protected abstract int run(ServerSettings config) throws IOException, InterruptedException;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        ServerSettings config;
        try {
            config = ServerSettingsFile.read(file);
        } catch (InvalidSettingsException e) {
            reportErrors(e.problems());
            return ExitCode.FOUND_WRONG;
        }
        int code = run(config);
        out().flush();
        return code;
    }

    /** Prints the problems of the file. */
    protected void reportErrors(List<String> problems) {
        problems.forEach(TerminalSafeWriter.wrap(spec.commandLine().getErr())::println);
    }

    /** The server's configuration file. */
    protected final Path file() {
        return file;
    }

    /** The standard output. */
    protected final PrintWriter out() {
        return TerminalSafeWriter.wrap(spec.commandLine().getOut());
    }

    /** The command's specification, for usage errors. */
    protected final CommandSpec spec() {
        return spec;
    }
}
