package dev.limpid.uploader.config.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.home.Environment;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyRuleTest {

    private static final URI LOG = URI.create("https://telemetry.example.org/log");

    private static Proxy proxy(Map<String, String> variables) throws IOException {
        return rule(variables, "").proxy(LOG);
    }

    private static ProxyRule rule(Map<String, String> variables, String settings) {
        return new ProxyRule(Environment.of(variables, Map.of(), new File("none")), MavenMirrors.parse(settings));
    }

    @Test
    void proxy_isThatOfTheEnvironment_unlessTheHostIsExcluded() throws IOException {
        assertThat(proxy(Map.of())).isEqualTo(Proxy.NO_PROXY);
        assertThat(port(proxy(Map.of("HTTPS_PROXY", "http://proxy.example:3128"))))
                .isEqualTo(3128);
        assertThat(port(proxy(Map.of("https_proxy", "proxy.example:81")))).isEqualTo(81);
        assertThat(proxy(Map.of("HTTPS_PROXY", "http://proxy.example", "NO_PROXY", ".example.org")))
                .isEqualTo(Proxy.NO_PROXY);
        assertThat(port(proxy(Map.of("LIMPID_PROXY", "via:proxy.example:99", "HTTPS_PROXY", "other.example"))))
                .isEqualTo(99);
    }

    @Test
    void proxy_forEverything_maySpeakSocks() throws IOException {
        Proxy proxy = proxy(Map.of("ALL_PROXY", "socks5h://127.0.0.1"));
        assertThat(proxy.type()).isEqualTo(Proxy.Type.SOCKS);
        assertThat(port(proxy)).isEqualTo(1080);
        assertThat(port(proxy(Map.of("ALL_PROXY", "socks5://127.0.0.1", "HTTPS_PROXY", "http://127.0.0.1:8118"))))
                .isEqualTo(8118);
    }

    @Test
    void proxy_isOtherwiseThatOfMaven() throws IOException {
        String settings = "<proxies><proxy><active>false</active><host>x</host></proxy><proxy><host>p.example</host>"
                + "<port>8081</port><nonProxyHosts>*.internal|localhost</nonProxyHosts></proxy></proxies>";
        assertThat(port(rule(Map.of(), settings).proxy(LOG))).isEqualTo(8081);
        assertThat(rule(Map.of(), settings).proxy(URI.create("https://log.internal/")))
                .isEqualTo(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @CsvSource({
        "'*'",
        "telemetry.example.org",
        "'localhost, TELEMETRY.example.org'",
        "*.example.org",
        ".telemetry.example.org"
    })
    void host_isReachedWithoutAProxy_ifAPatternNamesIt(String without) throws IOException {
        assertThat(proxy(Map.of("HTTPS_PROXY", "http://proxy.example", "NO_PROXY", without)))
                .isEqualTo(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "metry.example.org", "localhost", "*.example.com"})
    void host_isReachedThroughTheProxy_ifNoPatternNamesIt(String without) throws IOException {
        assertThat(port(proxy(Map.of("HTTPS_PROXY", "http://proxy.example", "NO_PROXY", without))))
                .isEqualTo(80);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "65535, 65535", "0, 8080", "65536, 8080", "many, 8080", "'', 8080"})
    void portOfMavensProxy_is8080_ifItIsNone(String written, int port) throws IOException {
        String settings = "<proxy><host>p.example</host><port>" + written + "</port></proxy>";
        assertThat(port(rule(Map.of(), settings).proxy(LOG))).isEqualTo(port);
    }

    /** A user who names a proxy wants nothing to bypass it. */
    @ParameterizedTest
    @ValueSource(strings = {"tor_proxy:8118", "a b", ":8118", "[::1"})
    void malformedProxy_isNotBypassed(String proxy) {
        assertThatThrownBy(() -> proxy(Map.of("LIMPID_PROXY", "via:" + proxy)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not the address of a proxy");
        assertThatThrownBy(() -> proxy(Map.of("HTTPS_PROXY", proxy))).isInstanceOf(IOException.class);
        LogFetcher log = new LogSources(
                        Environment.of(Map.of("HTTPS_PROXY", proxy), Map.of(), new File("none")),
                        MavenMirrors.parse(""))
                .fetcher(LOG.toString());
        assertThatThrownBy(() -> log.fetch("config/checkpoint", 1))
                .hasMessageContaining("is not the address of a proxy");
    }

    @Test
    void proxyOfTheJvm_isUsed_andNoNameIsResolvedForIt() throws IOException {
        ProxySelector before = ProxySelector.getDefault();
        try {
            ProxySelector.setDefault(ProxySelector.of(InetSocketAddress.createUnresolved("jvm.example", 8080)));
            assertThat(port(proxy(Map.of("HTTPS_PROXY", "other.example:1")))).isEqualTo(8080);
        } finally {
            ProxySelector.setDefault(before);
        }
        for (String variable : new String[] {"HTTPS_PROXY", "ALL_PROXY"}) {
            Proxy proxy = proxy(Map.of(variable, "http://localhost:1"));
            assertThat(((InetSocketAddress) proxy.address()).isUnresolved()).isTrue();
        }
    }

    private static int port(Proxy proxy) {
        return ((InetSocketAddress) proxy.address()).getPort();
    }
}
