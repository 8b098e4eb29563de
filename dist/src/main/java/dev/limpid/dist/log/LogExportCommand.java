package dev.limpid.dist.log;

import dev.limpid.dist.site.CollectionFolder;
import dev.limpid.protocol.text.Counted;
import dev.limpid.server.log.LogExport;
import dev.limpid.server.log.PublishedLog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid log export}: the log as files that any file host serves. */
@Command(
        name = "export",
        description = {
            "Write the log and its modules as static files that any file host serves as /log/.",
            "With --pages everything around it too: the log in DIR/log, the pages, charts and published data in DIR.",
            "Export into the same folder again to bring it up to date; nothing in it is ever deleted."
        },
        footer = {
            "",
            "Example:",
            "  limpid log export --pages https://telemetry.example.org/ \\",
            "      /var/lib/limpid/telemetry.example.org/log /var/www/telemetry"
        },
        mixinStandardHelpOptions = true)
final class LogExportCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FOLDER", description = "Where the log lies.")
    private Path folder = Path.of(".");

    @Parameters(index = "1", paramLabel = "DIR", description = "Where the files go.")
    private Path target = Path.of(".");

    @Option(
            names = "--pages",
            paramLabel = "URL",
            description = "Write the whole site, which will be reached at this address, as limpid site export does."
                    + " FOLDER must be the folder log in a collection's folder.")
    private Optional<URI> pages = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PublishedLog log = PublishedLog.read(folder);
        int written = pages.isPresent() ? site(log, pages.get()) : new LogExport(log).write(target);
        spec.commandLine().getOut().println("The log is in " + target + ": " + Counted.of(written, "file") + ".");
        spec.commandLine().getOut().flush();
        return 0;
    }

    private int site(PublishedLog log, URI url) throws IOException {
        Path collection = folder.toAbsolutePath().normalize().resolveSibling("");
        return new CollectionFolder(collection)
                .site(log.collection(), url, false)
                .write(target);
    }
}
