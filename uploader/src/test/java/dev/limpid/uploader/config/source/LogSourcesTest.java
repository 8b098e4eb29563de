package dev.limpid.uploader.config.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.limpid.counter.home.Environment;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSourcesTest {

    private static final String LOG = "https://telemetry.example.org/log";

    private static LogSources sources(Map<String, String> variables, String settings) {
        return new LogSources(Environment.of(variables, Map.of(), new File("none")), MavenMirrors.parse(settings));
    }

    @Test
    void addresses_areTheLogAloneUnlessSomethingIsSet() {
        assertThat(sources(Map.of(), "").addresses(LOG)).containsExactly(LOG);
    }

    @Test
    void fetch_namesTheAddressThatDidNotAnswer() throws IOException {
        HttpServer gone = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gone.start();
        String url = "http://127.0.0.1:" + gone.getAddress().getPort() + "/log";
        gone.stop(0);
        assertThatThrownBy(() -> new HttpLogFetcher(url, Proxy.NO_PROXY).fetch("config/checkpoint", 100))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(url + "/config/checkpoint could not be read: ");
    }

    @Test
    void interrupt_asksNoOtherSource_andIsNoFailureOfTheFirst() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        MirrorChain chain = new MirrorChain(List.of(
                (path, mostBytes) -> {
                    asked.add("first");
                    if (asked.size() == 1) {
                        Thread.currentThread().interrupt();
                        throw new InterruptedIOException("interrupted");
                    }
                    return new byte[] {1};
                },
                (path, mostBytes) -> {
                    asked.add("second");
                    return new byte[] {2};
                }));
        assertThatThrownBy(() -> chain.fetch("config/checkpoint", 100)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(chain.fetch("config/checkpoint", 100)).containsExactly(1);
        assertThat(asked).containsExactly("first", "first");
    }

    @Test
    void addresses_followLimpidProxyAsGoFollowsGoproxy() {
        assertThat(sources(Map.of("LIMPID_PROXY", "https://a.example/x, direct"), "")
                        .addresses(LOG))
                .containsExactly("https://a.example/x", LOG);
        assertThat(sources(Map.of("LIMPID_PROXY", "https://a.example,off,direct"), "")
                        .addresses(LOG))
                .containsExactly("https://a.example");
        assertThat(sources(Map.of("LIMPID_PROXY", "off"), "").addresses(LOG)).isEmpty();
        assertThat(sources(Map.of("LIMPID_PROXY", "via:proxy.example:3128"), "").addresses(LOG))
                .containsExactly(LOG);
    }

    @Test
    void addresses_takeMavensMirrorsOfLimpidAndOfEverything() {
        String settings = """
                <settings><mirrors>
                  <!-- <mirror><mirrorOf>*</mirrorOf><url>https://commented.example/</url></mirror> -->
                  <mirror><id>a</id><mirrorOf>central</mirrorOf><url>https://central.example/</url></mirror>
                  <mirror><id>b</id><mirrorOf>*,!limpid</mirrorOf><url>https://not.example/</url></mirror>
                  <mirror><id>c</id><mirrorOf> limpid </mirrorOf><url> https://mirror.example/limpid </url></mirror>
                  <mirror><id>d</id><mirrorOf>external:*</mirrorOf><url>https://all.example/</url></mirror>
                </mirrors></settings>""";
        assertThat(sources(Map.of(), settings).addresses(LOG))
                .containsExactly("https://mirror.example/limpid", "https://all.example/", LOG);
        assertThat(sources(Map.of("LIMPID_PROXY", "direct"), settings).addresses(LOG))
                .containsExactly(LOG);
    }

    @Test
    void commentAtTheBeginning_isIgnored() {
        String mirror = "<mirror><mirrorOf>*</mirrorOf><url>https://mirror.example/</url></mirror>";
        assertThat(sources(Map.of(), "<!--" + mirror + "-->").addresses(LOG)).containsExactly(LOG);
        assertThat(sources(Map.of(), "<!--" + mirror).addresses(LOG)).containsExactly(LOG);
        assertThat(sources(Map.of(), "<!---->" + mirror).addresses(LOG))
                .containsExactly("https://mirror.example/", LOG);
    }

    @Test
    void mavenSettings_areReadFromTheUsersHome(@TempDir Path home) throws IOException {
        Files.createDirectory(home.resolve(".m2"));
        Files.writeString(
                home.resolve(".m2/settings.xml"),
                "<mirror><mirrorOf>limpid</mirrorOf><url>https://mirror.example/</url></mirror>");
        assertThat(LogSources.of(ofUser(home.toString())).addresses(LOG))
                .containsExactly("https://mirror.example/", LOG);
        for (String none :
                List.of("", "?", "no\0path", home.resolve("elsewhere").toString())) {
            assertThat(LogSources.of(ofUser(none)).addresses(LOG)).containsExactly(LOG);
        }
    }

    private static Environment ofUser(String home) {
        return Environment.of(Map.of(), Map.of("user.home", home), new File("none"));
    }

    @Test
    void failedSources_areAskedAgainIfAllFailed_andNoFailureIsLost() {
        List<String> asked = new CopyOnWriteArrayList<>();
        MirrorChain chain = new MirrorChain(List.of(
                (path, mostBytes) -> {
                    asked.add("first");
                    throw new IOException("the first is down");
                },
                (path, mostBytes) -> {
                    asked.add("second");
                    throw new IOException("the second is down");
                }));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> chain.fetch("config/checkpoint", 100))
                    .hasMessage("the second is down")
                    .satisfies(last -> assertThat(last.getSuppressed())
                            .extracting(Throwable::getMessage)
                            .contains("the first is down"));
        }
        assertThat(asked).containsExactly("first", "second", "first", "second");
    }

    @Test
    void endOfAFile_isRequested_orTheWholeFileIfThatIsImpossible() throws Exception {
        List<String> ranges = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                String range = exchange.getRequestHeaders().getFirst("Range");
                ranges.add(String.valueOf(range));
                boolean satisfied =
                        range == null || exchange.getRequestURI().getPath().equals("/end");
                exchange.sendResponseHeaders(satisfied ? range == null ? 200 : 206 : 416, satisfied ? 4 : -1);
                if (satisfied) {
                    exchange.getResponseBody().write((range == null ? "file" : "tail").getBytes(US_ASCII));
                }
            }
        });
        server.start();
        try {
            LogFetcher fetcher = new HttpLogFetcher(url(server), Proxy.NO_PROXY);
            assertThat(fetcher.fetchEnd("end", 4, 100)).asString().isEqualTo("tail");
            assertThat(fetcher.fetchEnd("other", 4, 100)).asString().isEqualTo("file");
            assertThat(ranges).containsExactly("bytes=-4", "bytes=-4", "null");
        } finally {
            server.stop(0);
        }
    }

    /** Also in a program with cookies, for which another client of the JDK is used. */
    @Test
    void responseOfTheGreatestLength_isAccepted() throws Exception {
        HttpServer server = server(new CopyOnWriteArrayList<>(), "x".repeat(100), 200);
        try {
            assertThat(new HttpLogFetcher(url(server), Proxy.NO_PROXY).fetch("a", 100))
                    .hasSize(100);
            CookieHandler.setDefault(new CookieManager());
            assertThat(new HttpLogFetcher(url(server), Proxy.NO_PROXY).fetch("a", 100))
                    .hasSize(100);
            assertThatThrownBy(() -> new HttpLogFetcher(url(server), Proxy.NO_PROXY).fetch("a", 99))
                    .hasMessageContaining("more than 99");
        } finally {
            CookieHandler.setDefault(null);
            server.stop(0);
        }
    }

    /** A program with cookies is served by another client of the JDK, and may interrupt every thread at its end. */
    @Test
    void interrupt_endsARequestOfAProgramWithCookies_andBeginsNoOther() throws Exception {
        CookieHandler.setDefault(new CookieManager());
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();
            CompletableFuture<List<String>> ended = new CompletableFuture<>();
            Thread pass = new Thread(() -> {
                HttpLogFetcher fetcher = new HttpLogFetcher(url, Proxy.NO_PROXY);
                List<String> said = new ArrayList<>();
                for (String path : List.of("a", "b")) {
                    try {
                        said.add(path + " was fetched: " + fetcher.fetch(path, 100).length);
                    } catch (IOException e) {
                        said.add(e.getClass().getSimpleName() + ": " + e.getMessage());
                    }
                }
                said.add("interrupted: " + Thread.currentThread().isInterrupted());
                ended.complete(said);
            });
            pass.start();
            try (Socket asking = silent.accept()) {
                assertThat(asking.getInputStream().read()).isEqualTo('G');
                pass.interrupt();
                assertThat(ended.get(30, TimeUnit.SECONDS))
                        .containsExactly(
                                "InterruptedIOException: " + url
                                        + "/a was requested, but the thread was interrupted before the response",
                                "InterruptedIOException: " + url + "/b was not requested: the thread is interrupted",
                                "interrupted: true");
            }
        } finally {
            CookieHandler.setDefault(null);
        }
    }

    @Test
    void fetcher_goesThroughTheProxyAndPastAMirrorThatIsDownOrEmpty() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer proxy = server(asked, "proxied", 200);
        HttpServer empty = server(asked, "nothing", 404);
        HttpServer broken = server(asked, "broken", 500);
        try {
            String via = "via:127.0.0.1:" + proxy.getAddress().getPort();
            LogFetcher proxied = sources(Map.of("LIMPID_PROXY", via), "").fetcher("http://telemetry.example.org/log");
            assertThat(proxied.fetch("config/checkpoint", 100)).asString().isEqualTo("proxied");
            assertThat(asked).containsExactly("http://telemetry.example.org/log/config/checkpoint");

            String list = url(broken) + "," + url(empty) + ",direct";
            LogFetcher mirrored = sources(Map.of("LIMPID_PROXY", list), "").fetcher(url(proxy));
            asked.clear();
            assertThat(mirrored.fetch("a", 100)).asString().isEqualTo("proxied");
            assertThat(mirrored.fetch("b", 100)).asString().isEqualTo("proxied");
            assertThat(asked).as("the broken one is asked once").containsExactly("/a", "/a", "/a", "/b", "/b");
        } finally {
            List.of(proxy, empty, broken).forEach(each -> each.stop(0));
        }
    }

    @Test
    void addressWithAnImpossiblePort_failsLikeOneThatDoesNotAnswer() {
        String bad = "http://127.0.0.1:65536/log";
        assertThatThrownBy(() ->
                        sources(Map.of("LIMPID_PROXY", bad), "").fetcher(LOG).fetch("config/checkpoint", 100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(bad);
    }

    @Test
    void fetcher_refusesAnswersThatAreTooLong() throws Exception {
        HttpServer server = server(new CopyOnWriteArrayList<>(), "x".repeat(101), 200);
        try {
            LogFetcher fetcher = new HttpLogFetcher(url(server), Proxy.NO_PROXY);
            assertThatThrownBy(() -> fetcher.fetch("a", 100))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("more than 100");
            assertThatThrownBy(() -> sources(Map.of("LIMPID_PROXY", "off"), "")
                            .fetcher(LOG)
                            .fetch("a", 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("LIMPID_PROXY");
            assertThatThrownBy(() -> sources(Map.of("LIMPID_PROXY", "::"), "")
                            .fetcher(LOG)
                            .fetch("a", 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not the address of a log");
        } finally {
            server.stop(0);
        }
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static HttpServer server(List<String> asked, String answer, int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestURI().toString());
                exchange.sendResponseHeaders(status, answer.length());
                exchange.getResponseBody().write(answer.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        });
        server.start();
        return server;
    }
}
