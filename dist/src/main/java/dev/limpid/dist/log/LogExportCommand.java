package dev.limpid.dist.log;

import dev.limpid.server.log.LogExport;
import dev.limpid.server.log.PublishedLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid log export}: the log as files that any file host serves. */
@Command(
        name = "export",
        description = {
            "Write the log and its modules as static files that any file host serves as /log/.",
            "Export into the same folder again to bring it up to date; nothing in it is ever deleted."
        },
        mixinStandardHelpOptions = true)
final class LogExportCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FOLDER", description = "Where the log lies.")
    private Path folder = Path.of(".");

    @Parameters(index = "1", paramLabel = "DIR", description = "Where the files go.")
    private Path target = Path.of(".");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        int written = new LogExport(PublishedLog.read(folder)).write(target);
        spec.commandLine().getOut().println(written + " files written to " + target);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
