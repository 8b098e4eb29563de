package dev.limpid.dist.serve;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.server.settings.ConfigProblemsException;
import dev.limpid.server.settings.ServerConfig;
import dev.limpid.server.settings.ServerConfigFile;
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
    protected abstract int run(ServerConfig config) throws IOException, InterruptedException;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        ServerConfig config;
        try {
            config = ServerConfigFile.read(file);
        } catch (ConfigProblemsException e) {
            complain(e.problems());
            return ExitCode.FOUND_WRONG;
        }
        int code = run(config);
        out().flush();
        return code;
    }

    /** Prints the problems of the file. */
    protected void complain(List<String> problems) {
        problems.forEach(TerminalSafeWriter.on(spec.commandLine().getErr())::println);
    }

    /** The server's configuration file. */
    protected final Path file() {
        return file;
    }

    /** The standard output. */
    protected final PrintWriter out() {
        return TerminalSafeWriter.on(spec.commandLine().getOut());
    }

    /** The command's specification, for usage errors. */
    protected final CommandSpec spec() {
        return spec;
    }
}
