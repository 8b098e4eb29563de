package dev.limpid.dist.data;

import dev.limpid.cli.ExitCode;
import dev.limpid.cli.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that says in one line why it could not do its work. */
abstract class DataCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    abstract int run(PrintWriter out) throws IOException, SQLException;

    @Override
    public final Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            return run(out);
        } catch (IOException | SQLException | DateTimeException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("limpid " + spec.name() + ": " + Failure.sentence(e));
            err.flush();
            return ExitCode.FAILED;
        } finally {
            out.flush();
        }
    }
}
