package dev.limpid.benchmarks.relay;

import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.oblivious.GatewaySettings;
import dev.limpid.server.oblivious.RelayAccount;
import dev.limpid.server.oblivious.RelayAccount.Secret;
import dev.limpid.server.relay.RelayServer;
import dev.limpid.server.relay.RelaySettings;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Starts one of the two measured processes, which have no limits: {@code server FOLDER} or {@code relay GATEWAY}. */
final class RelayProcesses {

    private static final String SECRET = "0123456789abcdef";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);
    private static final String CHARTS = """
            title: Starts
            description: How often it is started.
            issue: https://example.org/issues/1
            type: partition
            program: example.org/tool
            module: versions: 1.2.0
            counter: tool/start
            """;

    private RelayProcesses() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("server")) {
            server(Path.of(arguments[1]));
        } else {
            relay(URI.create(arguments[1]));
        }
        System.out.flush();
        Thread.currentThread().join();
    }

    /** Starts the server and prints its address and its key. */
    private static void server(Path folder) throws Exception {
        CollectionSettings settings = CollectionSettings.of("telemetry.example.org", folder)
                .withRelays(new GatewaySettings(
                        List.of("https://relay.example.net/r"),
                        false,
                        List.of(new RelayAccount("relay", Optional.of(Secret.of(SECRET)), 0, 0))));
        CollectionServer server = CollectionServer.start(ServerSettings.local(List.of(settings)), CLOCK);
        HostedCollection collection = server.collections().get(0);
        collection.publishConfiguration("charts.txt", CHARTS, Releases.BY_HAND, Participation.UNKNOWN);
        System.out.println(server.url());
        System.out.println(collection
                .configurationInForce()
                .orElseThrow()
                .relays()
                .orElseThrow()
                .key());
    }

    /** Starts the relay and prints its address. */
    private static void relay(URI gateway) throws Exception {
        RelayServer relay = RelayServer.start(
                RelaySettings.local(new RelaySettings.Destination("r", gateway, Optional.of(SECRET), 64, 10_000)),
                CLOCK);
        System.out.println(relay.url());
    }
}
