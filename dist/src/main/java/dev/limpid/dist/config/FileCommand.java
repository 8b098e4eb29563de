package dev.limpid.dist.config;

import dev.limpid.cli.ExitCode;
import dev.limpid.cli.Failure;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that reads files or asks servers; that one fails is said in a line, below whatever command it hangs. */
abstract class FileCommand implements Callable<Integer> {

    @Spec
    protected CommandSpec spec = CommandSpec.create();

    /** Does it, and says what to end with. */
    abstract int run() throws IOException, InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
        try {
            return run();
        } catch (IOException e) {
            spec.commandLine().getErr().println("limpid config " + spec.name() + ": " + Failure.sentence(e));
            spec.commandLine().getErr().flush();
            return ExitCode.FAILED;
        }
    }
}
