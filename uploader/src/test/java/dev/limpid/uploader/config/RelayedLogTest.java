package dev.limpid.uploader.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.protocol.hpke.HpkeKeyPair;
import dev.limpid.protocol.oblivious.GatewayKey;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Relays;
import dev.limpid.uploader.config.proof.VerifiedConfig;
import dev.limpid.uploader.config.source.LogSources;
import dev.limpid.uploader.config.source.MavenMirrors;
import dev.limpid.uploader.config.source.NotFoundException;
import java.io.File;
import java.io.IOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine that uses relays asks them for the configuration, and nobody else; what they serve is verified. */
class RelayedLogTest {

    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final GatewayKey KEY = new GatewayKey(7, HpkeKeyPair.generate(RANDOM));
    private static final String NOBODY = "http://127.0.0.1:1/nobody";

    @TempDir
    Path home;

    private final InMemoryLog log = new InMemoryLog();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer relays;
    private byte[] oldHead = {};
    private String mavenSettings = "";

    @BeforeEach
    void start() throws Exception {
        relays = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        relays.createContext("/direct/log/", exchange -> serve(exchange, path -> log.fetch(path, 4 << 20)));
        relays.createContext("/good/log/", exchange -> serve(exchange, path -> log.fetch(path, 4 << 20)));
        relays.createContext(
                "/older/",
                exchange -> serve(exchange, path -> {
                    throw new NotFoundException(path);
                }));
        relays.createContext(
                "/lies/log/",
                exchange -> serve(exchange, path -> {
                    byte[] bytes = log.fetch(path, 4 << 20).clone();
                    if (path.endsWith(".zip")) {
                        changeContent(bytes);
                    }
                    return bytes;
                }));
        relays.createContext(
                "/stale/log/",
                exchange -> serve(exchange, path -> path.endsWith("/checkpoint") ? oldHead : log.fetch(path, 4 << 20)));
        relays.createContext(
                "/withholds/log/",
                exchange -> serve(exchange, path -> {
                    if (path.endsWith("/checkpoint")) {
                        return log.fetch(path, 4 << 20);
                    }
                    throw new NotFoundException(path);
                }));
        relays.createContext("/away/log/", exchange -> {
            asked.add("/away");
            exchange.getResponseHeaders().set("Location", url("/direct") + "/log/config/checkpoint");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        relays.start();
        publish(1);
    }

    @AfterEach
    void stop() {
        relays.stop(0);
        CookieHandler.setDefault(null);
    }

    private interface Served {
        byte[] at(String path) throws IOException;
    }

    private void serve(HttpExchange exchange, Served files) throws IOException {
        String uri = exchange.getRequestURI().getPath();
        asked.add(uri.substring(0, uri.indexOf('/', 1)));
        try {
            byte[] bytes = files.at(uri.substring(uri.indexOf("/log/") + "/log/".length()));
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (NotFoundException e) {
            exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    /**
     * Changes a byte of the first file. Not every byte would do: the time of an entry, for example, is not part of the
     * proof.
     */
    private static void changeContent(byte[] zip) {
        int name = (zip[26] & 0xff) | (zip[27] & 0xff) << 8;
        int extra = (zip[28] & 0xff) | (zip[29] & 0xff) << 8;
        int inside = 30 + name + extra + 3;
        zip[inside] = (byte) ~zip[inside];
    }

    private String url(String relay) {
        return "http://127.0.0.1:" + relays.getAddress().getPort() + relay;
    }

    /** Configurations that name these relays. */
    private void publish(int number, String... named) throws IOException {
        publish(false, number, named);
    }

    private void publish(boolean direct, int number, String... named) throws IOException {
        oldHead = log.fetch("config/checkpoint", 4 << 20);
        CollectionConfig config = ToolConfig.asking("v1." + number + ".0");
        if (named.length > 0) {
            config = config.withRelays(Optional.of(new Relays(KEY.config(), List.of(named), direct)));
        }
        log.publish(config);
    }

    private ConfigStore store(boolean past, String... variables) {
        return store(NOW, past, variables);
    }

    private ConfigStore store(Instant now, boolean past, String... variables) {
        return storeOf(log.policy(), now, past, variables);
    }

    private ConfigStore storeOf(String policy, Instant now, boolean past, String... variables) {
        Map<String, String> set = variables.length == 0 ? Map.of() : Map.of(variables[0], variables[1]);
        LogSources sources =
                new LogSources(Environment.of(set, Map.of(), new File("none")), MavenMirrors.parse(mavenSettings));
        CollectionIdentity identity = new CollectionIdentity(InMemoryLog.COLLECTION, "", "", policy);
        return new ConfigStore(
                home.resolve("config"),
                identity,
                Clock.fixed(now, ZoneOffset.UTC),
                known -> sources.places(
                        url("/direct") + "/log", known.map(Relays::urls).orElse(List.of()), past));
    }

    /** The machine has a configuration in force that names these relays, in this order. */
    private void knows(boolean direct, String... named) throws Exception {
        publish(direct, 2, named);
        store(false).refresh();
        asked.clear();
        publish(direct, 3, named);
    }

    private String version(VerifiedConfig config) {
        return config.record().version().toString();
    }

    @Test
    void first_isReadFromTheLogItself_andAllLaterOnesThroughTheRelay() throws Exception {
        publish(2, url("/good"));
        store(false).refresh();
        assertThat(asked).isNotEmpty().containsOnly("/direct");
        asked.clear();
        publish(3, url("/good"));
        assertThat(version(store(false).refresh())).isEqualTo("v1.3.0");
        assertThat(store(false).refresh()).isNotNull();
        assertThat(asked).isNotEmpty().containsOnly("/good");
        assertThat(store(false).relayTroubles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/older", "/lies", "/stale", "/withholds", "/away", "/nobody"})
    void badRelay_isNamed_andTheNextIsAsked_neverTheLogItself(String bad) throws Exception {
        knows(false, url(bad), url("/good"));
        oldHead = oldHeadOf(1, Duration.ofDays(1));
        assertThat(version(store(false).refresh())).isEqualTo("v1.3.0");
        assertThat(store(false).relayTroubles())
                .singleElement()
                .asString()
                .startsWith(url(bad) + " at " + NOW + ": ")
                .hasSizeLessThan(600);
        assertThat(asked).contains("/good").doesNotContain("/direct");
    }

    /** Its tree is the one that the machine remembers, so only its age distinguishes it from a log that has nothing new. */
    @Test
    void relayThatWithholdsTheNewest_isRecognisedByItsOldHead_andTheNextIsAsked() throws Exception {
        knows(false, url("/stale"), url("/good"));
        oldHead = oldHeadOf(2, Duration.ofDays(4));
        assertThat(version(store(false).refresh())).isEqualTo("v1.3.0");
        assertThat(store(false).relayTroubles())
                .singleElement()
                .asString()
                .startsWith(url("/stale"))
                .contains(NOW.minus(Duration.ofDays(4)).toString());
        assertThat(asked).doesNotContain("/direct");
    }

    @Test
    void oldHead_isUsedIfThereIsNoOther_andThePolicyAllowsIt() throws Exception {
        knows(false, url("/stale"), NOBODY);
        oldHead = oldHeadOf(2, Duration.ofDays(4));
        assertThat(version(store(false).refresh())).isEqualTo("v1.2.0");
        assertThat(store(false).relayTroubles()).hasSize(2);
        oldHead = oldHeadOf(2, Duration.ofDays(31));
        assertThatThrownBy(() -> store(false).refresh()).hasMessageContaining("longer ago than the policy allows");
    }

    private byte[] oldHeadOf(int size, Duration ago) throws Exception {
        InMemoryLog older = log.fork(size);
        older.now = NOW.minus(ago);
        older.renew();
        return older.fetch("config/checkpoint", 4 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/older", "/lies", "/withholds", "/away", "/nobody"})
    void withoutAGoodRelay_nothingNewIsKnown_andTheSentenceNamesIt(String bad) throws Exception {
        knows(false, url(bad));
        assertThatThrownBy(() -> store(false).refresh())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the relay " + url(bad) + ": ")
                .hasMessageContaining(bad.equals("/older") ? "it does not serve the configuration" : "");
        assertThat(asked).doesNotContain("/direct");
        assertThat(version(store(false).verified().orElseThrow()))
                .as("what was proven stays")
                .isEqualTo("v1.2.0");
    }

    /** The user agreed to direct requests if no relay can be reached: a relay that replies anything was reached. */
    @Test
    void relaysAreBypassed_onlyIfNoneReplied() throws Exception {
        knows(true, url("/lies"), NOBODY);
        assertThatThrownBy(() -> store(true).refresh()).isInstanceOf(IOException.class);
        assertThat(asked).doesNotContain("/direct");
        forget();
        publish(true, 4, NOBODY);
        store(true).refresh();
        asked.clear();
        publish(true, 5, NOBODY);
        assertThatThrownBy(() -> store(false).refresh()).isInstanceOf(IOException.class);
        assertThat(asked).isEmpty();
        assertThat(version(store(true).refresh())).isEqualTo("v1.5.0");
        assertThat(asked).containsOnly("/direct");
        assertThat(store(true).relayTroubles()).singleElement().asString().startsWith(NOBODY);
    }

    /** Like an organisation's mirror of everything, which has no log: it is not a relay, and says nothing about one. */
    @Test
    void mavenMirror_isAskedBeforeTheRelays_andIsNotOneOfThem() throws Exception {
        knows(true, url("/good"));
        mavenSettings = "<mirror><mirrorOf>*</mirrorOf><url>" + url("/older") + "/log</url></mirror>";
        assertThat(version(store(false).refresh())).isEqualTo("v1.3.0");
        assertThat(asked).contains("/older", "/good").doesNotContain("/direct");
        assertThat(store(false).relayTroubles()).isEmpty();
        forget();
        publish(true, 4, NOBODY);
        store(true).refresh();
        publish(true, 5, NOBODY);
        assertThat(version(store(true).refresh())).isEqualTo("v1.5.0");
    }

    @Test
    void limpidProxy_takesPrecedence() throws Exception {
        knows(false, url("/good"));
        assertThat(version(store(false, "LIMPID_PROXY", "direct").refresh())).isEqualTo("v1.3.0");
        assertThat(asked).containsOnly("/direct");
        asked.clear();
        assertThatThrownBy(() -> store(false, "LIMPID_PROXY", "off").refresh()).isInstanceOf(IOException.class);
        assertThat(asked).isEmpty();
        store(false, "LIMPID_PROXY", "via:127.0.0.1:" + relays.getAddress().getPort())
                .refresh();
        assertThat(asked).as("a proxy leads to the relay").containsOnly("/good");
    }

    /** The JDK's other client follows redirects by itself, and is used in programs that have cookies. */
    @Test
    void redirectOfARelay_isNotFollowed_inAProgramWithCookies() throws Exception {
        knows(false, url("/away"));
        CookieHandler.setDefault(new CookieManager());
        assertThatThrownBy(() -> store(false).refresh()).hasMessageContaining("302");
        assertThat(asked).containsOnly("/away");
    }

    /** Whatever stored file is damaged, a machine that knew relays continues to ask them. */
    @ParameterizedTest
    @ValueSource(strings = {"verified", ".zip", ".shown", ""})
    void damage_doesNotBypassTheRelays(String damaged) throws Exception {
        knows(false, url("/good"));
        store(false).refresh();
        for (Path file : dev.limpid.countfile.HomeFiles.list(home.resolve("config"))) {
            if (file.toString().endsWith(damaged) && !file.endsWith("through") && !file.endsWith("lock")) {
                Files.writeString(file, "damaged");
            }
        }
        asked.clear();
        assertThat(version(store(false).refresh())).isEqualTo("v1.3.0");
        store(false).refresh();
        assertThat(asked).isNotEmpty().containsOnly("/good");
    }

    /** By such a clock, every stored head is dated in the future, so nothing that is stored is proven. */
    @Test
    void wrongClock_doesNotBypassTheRelays() throws Exception {
        knows(false, url("/good"));
        assertThatThrownBy(() -> store(NOW.minus(Duration.ofDays(30)), false).refresh())
                .hasMessageContaining("future");
        assertThat(asked).isNotEmpty().containsOnly("/good");
    }

    /**
     * Like the policy of a program that is released after the log's key was changed: it proves nothing that is stored.
     */
    @Test
    void policyWithOtherKeys_doesNotBypassTheRelays() throws Exception {
        knows(false, url("/good"));
        ConfigStore renewed = storeOf(new InMemoryLog().policy(), NOW, false);
        assertThat(renewed.verified()).isEmpty();
        assertThatThrownBy(renewed::refresh).hasMessageContaining("proves nothing");
        assertThat(asked).isNotEmpty().containsOnly("/good");
    }

    @Test
    void unreadableRelays_preventAllRequests_whileNothingElseIsProven() throws Exception {
        knows(false, url("/good"));
        Path through = home.resolve("config/through");
        Files.writeString(through, "damaged");
        store(false).refresh();
        Files.writeString(through, "damaged");
        Files.writeString(home.resolve("config/verified"), "damaged");
        asked.clear();
        assertThatThrownBy(() -> store(false).refresh()).hasMessageStartingWith(through + " contains no relays");
        assertThat(asked).isEmpty();
    }

    @Test
    void relaysThatTheCollectionNoLongerNames_areForgotten() throws Exception {
        knows(false, url("/good"));
        assertThat(home.resolve("config/through")).content().contains(url("/good"));
        publish(4);
        store(false).refresh();
        store(NOW.plus(Duration.ofDays(8)), false).refresh();
        assertThat(home.resolve("config/through")).doesNotExist();
    }

    @Test
    void relayThatIsNewlyNamed_isNotAsked_beforeItsUserCouldSeeItForAWeek() throws Exception {
        store(false).refresh();
        publish(2, url("/good"));
        store(false).refresh();
        asked.clear();
        store(NOW.plus(Duration.ofDays(6)), false).refresh();
        assertThat(asked).containsOnly("/direct");
        asked.clear();
        store(NOW.plus(Duration.ofDays(8)), false).refresh();
        assertThat(asked).containsOnly("/good");
    }

    @Test
    void failure_isForgotten_onceTheRelayWorksAgain() throws Exception {
        knows(false, url("/good"));
        relays.removeContext("/good/log/");
        assertThatThrownBy(() -> store(false).refresh()).isInstanceOf(IOException.class);
        assertThat(store(false).relayTroubles()).hasSize(1);
        relays.createContext("/good/log/", exchange -> serve(exchange, path -> log.fetch(path, 4 << 20)));
        store(false).refresh();
        assertThat(store(false).relayTroubles()).isEmpty();
        assertThat(home.resolve("config/relays")).doesNotExist();
    }

    private void forget() throws IOException {
        for (Path file : dev.limpid.countfile.HomeFiles.list(home.resolve("config"))) {
            Files.delete(file);
        }
    }
}
