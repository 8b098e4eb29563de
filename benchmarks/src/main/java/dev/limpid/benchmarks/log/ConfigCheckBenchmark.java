package dev.limpid.benchmarks.log;

import com.sun.net.httpserver.HttpServer;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.server.http.Request;
import dev.limpid.server.http.Response;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.tree.Cosigners;
import dev.limpid.server.relay.RelayServer;
import dev.limpid.server.relay.RelaySettings;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.source.HttpLogFetcher;
import dev.limpid.uploader.config.source.LogFetcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The cost of a client's check over HTTP in a fresh process: a machine's first check, and one that finds nothing new. The goals are
 * below 10 requests and 60 KB cold, one request warm.
 *
 * <pre>
 * FOLDER ENTRIES VERSIONS   a log of ENTRIES configurations, each of which names VERSIONS versions of a program
 * </pre>
 */
public final class ConfigCheckBenchmark {

    private static final String COLLECTION = "telemetry.example.org";

    /** The requests that the log received. */
    private static final AtomicInteger ASKED = new AtomicInteger();

    private static final AtomicLong BYTES = new AtomicLong();

    private ConfigCheckBenchmark() {}

    /** Serves a log, and measures checks in separate processes. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("check")) {
            check(arguments[1], Path.of(arguments[2]), Files.readString(Path.of(arguments[3])));
            return;
        }
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(arguments[0])), "check");
        CollectionLog.init(COLLECTION, folder.resolve("log"), new SecureRandom());
        try (CollectionLog log =
                CollectionLog.open(COLLECTION, folder.resolve("log"), Cosigners.NONE, Clock.systemUTC())) {
            publish(log, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            HttpServer server = serve(log);
            try {
                String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/log";
                Path policy = Files.writeString(
                        folder.resolve("policy.txt"), log.facts(url).policy());
                for (String kind : List.of("cold", "warm", "warm")) {
                    System.out.print(kind + ": ");
                    measure(url, folder.resolve("home"), policy);
                }
                throughRelay(URI.create(url + "/"), folder, policy);
            } finally {
                server.stop(0);
            }
        }
    }

    /** The same through a relay, whose cache is empty for the first machine and full for the second. */
    private static void throughRelay(URI log, Path folder, Path policy) throws Exception {
        RelaySettings config = RelaySettings.local(new RelaySettings.Destination(
                "r", log.resolve("../oblivious"), Optional.empty(), 4, 100, Optional.of(log)));
        try (RelayServer relay = RelayServer.start(config, Clock.systemUTC())) {
            for (String home : List.of("first", "second", "second", "second")) {
                ASKED.set(0);
                BYTES.set(0);
                System.out.print("through a relay, " + home + " machine: ");
                measure(relay.url() + "r/log", folder.resolve(home), policy);
                System.out.println("  of the log " + ASKED + " requests, " + BYTES + " bytes");
            }
        }
    }

    private static void publish(CollectionLog log, int entries, int versions) throws Exception {
        List<String> named = new ArrayList<>();
        for (int i = 0; i < versions; i++) {
            named.add("1." + i + "." + i % 7);
        }
        List<ModuleZip> zips = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            CollectionConfig config = new CollectionConfig(
                    "v1." + i + ".0",
                    List.of("darwin", "linux", "windows"),
                    List.of("amd64", "arm64"),
                    List.of("java17", "java21", "java25"),
                    1,
                    List.of(new CollectionConfig.Program("org.example/tool", named, List.of())));
            zips.add(ModuleZip.pack(
                    log.configModule(),
                    ModuleVersion.parse("v1." + i + ".0"),
                    Map.of("config.json", CollectionConfigCodec.toJson(config))));
        }
        log.config().append(zips);
    }

    private static HttpServer serve(CollectionLog log) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                Map<String, String> headers = new HashMap<>();
                exchange.getRequestHeaders()
                        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
                Response answer = log.resource()
                        .get(new Request(exchange.getRequestURI().getPath(), Map.of(), headers))
                        .orElseGet(() -> Response.text(404, "nothing here"));
                ASKED.incrementAndGet();
                BYTES.addAndGet(answer.body().length);
                exchange.sendResponseHeaders(answer.status(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        });
        server.start();
        return server;
    }

    private static void measure(String url, Path home, Path policy) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConfigCheckBenchmark.class.getName(),
                        "check",
                        url,
                        home.toString(),
                        policy.toString())
                .inheritIO()
                .start();
        process.waitFor();
    }

    private static void check(String url, Path home, String policy) throws Exception {
        int[] counts = new int[2];
        LogFetcher http = new HttpLogFetcher(url, Proxy.NO_PROXY);
        LogFetcher counting = new LogFetcher() {
            @Override
            public byte[] fetch(String path, int mostBytes) throws IOException {
                return counted(http.fetch(path, mostBytes));
            }

            @Override
            public byte[] fetchEnd(String path, int lastBytes, int mostBytes) throws IOException {
                return counted(http.fetchEnd(path, lastBytes, mostBytes));
            }

            private byte[] counted(byte[] answer) {
                counts[0]++;
                counts[1] += answer.length;
                return answer;
            }
        };
        long begin = System.nanoTime();
        CollectionIdentity identity = new CollectionIdentity(COLLECTION, "", url, policy);
        ConfigStore store = new ConfigStore(home, identity, Clock.systemUTC(), counting);
        String version = store.refresh().config().version();
        double millis = (System.nanoTime() - begin) / 1e6;
        System.out.printf("%s in %.0f ms, %d requests, %d bytes%n", version, millis, counts[0], counts[1]);
    }
}
