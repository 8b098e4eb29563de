package dev.limpid.dist.log;

import dev.limpid.dist.serve.ExportCommand;
import dev.limpid.server.log.LogExport;
import dev.limpid.server.log.tree.PublishedLog;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** {@code limpid log export}: writes the log as files that any file host can serve. */
@Command(
        name = "export",
        description = {
            "Write the log and its modules as static files that any file host can serve as /log/.",
            "The whole site, the log included, is written by limpid site export. Export into the same folder again to"
                    + " bring it up to date; nothing in it is ever deleted."
        },
        footer = {"", "Example:", "  limpid log export /etc/limpid/limpid.conf /var/www/telemetry/log"})
final class LogExportCommand extends ExportCommand {

    LogExportCommand() {
        super("log");
    }

    @Override
    protected int write(ServerSettings server, CollectionSettings collection, Path into) throws IOException {
        return new LogExport(PublishedLog.read(collection.name(), log(collection))).write(into);
    }
}
