package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.HomeClock;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.route.RoutedSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pass as programs make it, with a waiting answer. */
class ReportingFactoryTest {

    private static final CollectionIdentity COLLECTION =
            new CollectionIdentity("telemetry.example.org", "http://telemetry.example.org/answers", "", "");
    private static final LocalDate WEEK = LocalDate.parse("2026-08-20");

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, -1);
            }
        });
        proxy.start();
        Path home = folder.resolve(COLLECTION.name());
        Files.createDirectories(home.resolve("local"));
        Files.writeString(home.resolve("mode"), "on 2026-08-01\n");
        Files.writeString(
                home.resolve("local").resolve(WEEK + ".answers"),
                "limpid answers v1\n0123456789abcdef0123456789abcdef {\"Week\":\"2026-08-17\",\"Config\":\"v1.0.0\","
                        + "\"Chart\":\"example.org/tool/letters\",\"Builds\":[{\"Version\":\"1.0\",\"Counts\":{\"tool/a\":1}}]}\n");
    }

    @AfterEach
    void stop() {
        proxy.stop(0);
    }

    @Test
    void answer_usesTheSameProxyAsTheConfiguration() throws IOException {
        String way = "via:127.0.0.1:" + proxy.getAddress().getPort();
        assertThat(run("LIMPID_PROXY", way)).extracting(Step::kind).containsExactly(Step.Kind.SENT);
        assertThat(asked).containsExactly("POST http://telemetry.example.org/answers");
    }

    @Test
    void answer_waitsRatherThanBypassAProxy() throws IOException {
        for (String way : List.of("socks5://127.0.0.1:9050", "http://no_host:1")) {
            assertThat(run("ALL_PROXY", way)).extracting(Step::kind).containsExactly(Step.Kind.LATER);
            Files.delete(folder.resolve(COLLECTION.name()).resolve("local").resolve("reporting.wait"));
        }
    }

    private List<Step> run(String variable, String value) throws IOException {
        Map<String, String> variables = new HashMap<>();
        variables.put("LIMPID_DIR", folder.toString());
        variables.put("LIMPID_NOW", "2026-08-21T08:00:00Z");
        variables.put(variable, value);
        Environment environment =
                Environment.of(variables, Map.of(), folder.resolve("none").toFile());
        TelemetryHome home = TelemetryHome.of(COLLECTION.name(), environment);
        PassConfigSource config = PassConfigSource.of(HomeFixture.config("v1.0.0", 1, 1));
        SecureRandom random = new SecureRandom();
        // As programs make it, except for the configuration, which is already verified.
        return new ReportingPass(
                        home,
                        () -> EffectiveMode.of(home, environment, false).mode(),
                        HomeClock.of(home, environment),
                        random,
                        config,
                        RoutedSender.of(home, COLLECTION.uploadUrl(), config, environment, random))
                .run();
    }
}
