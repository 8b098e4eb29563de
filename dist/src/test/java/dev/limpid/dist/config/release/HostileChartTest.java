package dev.limpid.dist.config.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.limpid.protocol.release.ReleaseSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing in a chart, and nothing in a repository's response, makes us contact a host that no setting names. */
class HostileChartTest {

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> askedElsewhere = new CopyOnWriteArrayList<>();
    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final Map<String, String> sentOn = new ConcurrentHashMap<>();
    private HttpServer repository;
    private HttpServer elsewhere;

    @BeforeEach
    void serve() throws IOException {
        repository = server(asked);
        elsewhere = server(askedElsewhere);
    }

    private HttpServer server(List<String> requests) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getRawPath();
            requests.add(path);
            byte[] body = files.getOrDefault(path, "").getBytes(UTF_8);
            if (sentOn.containsKey(path)) {
                exchange.getResponseHeaders().set("Location", sentOn.get(path));
                exchange.sendResponseHeaders(302, -1);
            } else {
                exchange.sendResponseHeaders(files.containsKey(path) ? 200 : 404, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        return server;
    }

    @AfterEach
    void stop() {
        repository.stop(0);
        elsewhere.stop(0);
    }

    private static String address(HttpServer server) {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    private MavenRepository maven() {
        return new MavenRepository(new FileFetcher(), URI.create(address(repository) + "maven"));
    }

    private GoProxy go() {
        return new GoProxy(new FileFetcher(), address(repository) + "go");
    }

    /** The chart reader refuses all of these; even if they got this far, no host is contacted. */
    @Test
    void coordinatesThatLeadElsewhere_areNotRequested() {
        String host = "localhost:" + elsewhere.getAddress().getPort();
        for (String group :
                List.of("..localhost", "." + host, "//" + host, "..", "a/../../..", "a?b", "a#b", "a b", "%")) {
            assertThatThrownBy(() -> maven().versions(new ReleaseSource.Maven(group, "x")))
                    .as(group)
                    .isInstanceOf(IOException.class);
        }
        for (String path :
                List.of("../x", "//" + host + "/x", "http://" + host + "/x", "a.b/../../x", "a.b/?x", "/x")) {
            assertThatThrownBy(() -> go().versions(path)).as(path).isInstanceOf(IOException.class);
        }
        assertThat(askedElsewhere).isEmpty();
        assertThat(asked).allMatch(path -> path.startsWith("/maven/"));
    }

    /** An occasional byte is not a response: the request's own time-out ends with the first one. */
    @Test
    void repositoryThatTrickles_isDisconnected() {
        repository.createContext("/trickles", exchange -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            exchange.getResponseBody().write('<');
            exchange.getResponseBody().flush();
        });
        assertThatThrownBy(
                        () -> new FileFetcher(Duration.ofMillis(300)).get(URI.create(address(repository) + "trickles")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the response was not complete after");
    }

    @Test
    void redirectOfARepository_isFollowedOnItsOwnHostOnly() throws Exception {
        files.put(
                "/other/metadata.xml",
                "<metadata><versioning><versions><version>1.0</version></versions></versioning></metadata>");
        String place = "/maven/org/example/tool/maven-metadata.xml";
        ReleaseSource.Maven tool = new ReleaseSource.Maven("org.example", "tool");
        sentOn.put(place, "/other/metadata.xml");
        assertThat(maven().versions(tool)).containsExactly("1.0");
        for (String to : List.of(
                address(elsewhere) + "other/metadata.xml",
                "//127.0.0.1:" + elsewhere.getAddress().getPort() + "/other/metadata.xml",
                folder.toUri().toString(),
                "file:///etc/passwd",
                "not an address")) {
            sentOn.put(place, to);
            assertThatThrownBy(() -> maven().versions(tool))
                    .as(to)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("redirects to");
        }
        sentOn.put(place, place);
        assertThatThrownBy(() -> maven().versions(tool)).hasMessageContaining("more than 5 times");
        assertThat(askedElsewhere).isEmpty();
    }

    @Test
    void metadata_isReadAsShortAndFlatXml() throws Exception {
        String place = "/maven/org/example/tool/maven-metadata.xml";
        ReleaseSource.Maven tool = new ReleaseSource.Maven("org.example", "tool");
        String entity = "<!DOCTYPE m [<!ENTITY e SYSTEM \"" + address(elsewhere) + "\">]>";
        for (String bad : List.of(
                entity + "<metadata><versions><version>&e;</version></versions></metadata>",
                "<metadata>" + "<versions>".repeat(20_000) + "</versions>".repeat(20_000) + "</metadata>",
                "<metadata><versions><version>" + "<a>".repeat(20_000) + "</a>".repeat(20_000)
                        + "</version></versions></metadata>",
                "x".repeat((16 << 20) + 1),
                "no xml")) {
            files.put(place, bad);
            assertThatThrownBy(() -> maven().versions(tool)).isInstanceOf(IOException.class);
        }
        assertThat(askedElsewhere).isEmpty();
    }

    @Test
    void settingsWithoutAServer_areReportedInOneLine() throws Exception {
        for (String url : List.of(
                "ftp://example.org/",
                "repo",
                "http:///x",
                "https://example.org/a b",
                "https://example.org/?x=",
                "file://host/x")) {
            Path settings = folder.resolve("settings.xml");
            Files.writeString(
                    settings,
                    "<settings><mirrors><mirror><mirrorOf>*</mirrorOf><url>" + url
                            + "</url></mirror></mirrors></settings>");
            MavenRepository mirrored = new MavenRepository(new FileFetcher(), MavenSettings.read(settings));
            assertThatThrownBy(() -> mirrored.versions(new ReleaseSource.Maven("org.example", "tool")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the Maven repository is \"" + url);
            assertThatThrownBy(() -> new GoProxy(new FileFetcher(), url).versions("example.org/tool"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("GOPROXY is \"" + url);
        }
    }

    @Test
    void folderAsRepository_isReadBelowItself() throws Exception {
        Path metadata =
                Files.createDirectories(folder.resolve("repo/org/example/tool")).resolve("maven-metadata.xml");
        Files.writeString(
                metadata, "<metadata><versioning><versions><version>1.0</version></versions></versioning></metadata>");
        for (String repo : List.of(folder.resolve("repo").toUri().toString(), "file:" + folder.resolve("repo"))) {
            assertThat(new MavenRepository(new FileFetcher(), URI.create(repo))
                            .versions(new ReleaseSource.Maven("org.example", "tool")))
                    .containsExactly("1.0");
        }
    }
}
