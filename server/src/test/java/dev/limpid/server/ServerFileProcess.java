package dev.limpid.server;

import dev.limpid.protocol.release.Releases;
import dev.limpid.server.settings.ServerSettingsFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * A server with a configuration file as a separate process, whose clock is ahead by this much. Prints its address once it listens.
 */
final class ServerFileProcess {

    private ServerFileProcess() {}

    public static void main(String[] arguments) throws Exception {
        Clock clock = Clock.offset(TestCollection.CLOCK, Duration.parse(arguments[1]));
        CollectionServer server = CollectionServer.start(ServerSettingsFile.read(Path.of(arguments[0])), clock);
        for (HostedCollection collection : server.collections()) {
            collection.publishConfiguration(
                    "charts.txt", TestCollection.CHARTS, Releases.BY_HAND, TestCollection.PARTICIPATION);
        }
        ServerProcess.serve(server);
    }
}
