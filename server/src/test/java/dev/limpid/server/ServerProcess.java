package dev.limpid.server;

import dev.limpid.protocol.release.Releases;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A server as a separate process, for tests that kill it. Prints its address once it listens. */
final class ServerProcess {

    private ServerProcess() {}

    public static void main(String[] arguments) throws Exception {
        CollectionServer server = CollectionServer.start(
                ServerSettings.local(TestCollection.NAME, Path.of(arguments[0])), TestCollection.CLOCK);
        server.collections()
                .get(0)
                .publishConfiguration(
                        "charts.txt", TestCollection.CHARTS, Releases.BY_HAND, TestCollection.PARTICIPATION);
        serve(server);
    }

    /** Prints the server's address, and waits for the end of this process, which closes the server unless it is killed. */
    static void serve(CollectionServer server) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        System.out.println(server.url());
        System.out.flush();
        Thread.currentThread().join();
    }
}
