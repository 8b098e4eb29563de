package dev.limpid.server;

import dev.limpid.protocol.release.Releases;
import dev.limpid.server.settings.ServerSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** A server with a gateway as a separate process, for tests that kill it. Prints its address and its key. */
final class GatewayProcess {

    private GatewayProcess() {}

    public static void main(String[] arguments) throws Exception {
        ServerSettings local = ServerSettings.local(
                List.of(RelayedCollection.settings(Path.of(arguments[0]), RelayedCollection.account())));
        ServerSettings config = new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])),
                local.operations(),
                local.tls(),
                local.http(),
                local.publishEvery(),
                local.collections());
        CollectionServer server = CollectionServer.start(config, TestCollection.CLOCK);
        HostedCollection collection = server.collections().get(0);
        collection.publishConfiguration(
                "charts.txt", TestCollection.CHARTS, Releases.BY_HAND, TestCollection.PARTICIPATION);
        System.out.println(server.url());
        System.out.println(collection
                .configurationInForce()
                .orElseThrow()
                .relays()
                .orElseThrow()
                .key());
        System.out.flush();
        Thread.currentThread().join();
    }
}
