package dev.limpid.server;

import dev.limpid.protocol.question.Relays;
import dev.limpid.server.relay.RelayServer;
import dev.limpid.server.relay.RelaySettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/** A relay as a separate process, for tests that kill it. Prints its address once it listens. */
final class RelayProcess {

    private RelayProcess() {}

    public static void main(String[] arguments) throws Exception {
        URI gateway = URI.create(arguments[0]);
        RelaySettings local = RelaySettings.local(new RelaySettings.Destination(
                "telemetry.example.org", gateway, Optional.of(RelayedCollection.SECRET), 8, Relays.MOST * 100));
        InetSocketAddress listen =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
        RelayServer relay = RelayServer.start(
                new RelaySettings(listen, local.operations(), local.tls(), local.http(), 0, 0, local.gateways()),
                TestCollection.CLOCK);
        System.out.println(relay.url());
        System.out.flush();
        Thread.currentThread().join();
    }
}
