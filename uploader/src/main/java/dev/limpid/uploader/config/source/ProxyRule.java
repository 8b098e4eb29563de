package dev.limpid.uploader.config.source;

import dev.limpid.counter.home.Environment;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy a request uses, both for the log and for answers. It is the first one that is set, in this order: the one
 * that {@code LIMPID_PROXY} names as {@code via:host:port}, that of the JVM ({@code https.proxyHost},
 * {@code socksProxyHost}), of the environment ({@code HTTPS_PROXY}, {@code ALL_PROXY}, {@code NO_PROXY}) and of Maven's
 * settings.
 */
public final class ProxyRule {

    static final String VIA = "via:";

    private static final int HTTP_PORT = 80;
    private static final int SOCKS_PORT = 1080;

    private final Environment environment;
    private final MavenMirrors maven;

    ProxyRule(Environment environment, MavenMirrors maven) {
        this.environment = environment;
        this.maven = maven;
    }

    /** The rule in this environment. */
    public static ProxyRule of(Environment environment) {
        return new ProxyRule(environment, MavenMirrors.of(environment));
    }

    /**
     * The proxy on the way to an address; {@link Proxy#NO_PROXY} if there is none. Resolves no host name and does not
     * use the network.
     *
     * @throws IOException if a proxy is named that cannot be understood; connecting without it would reveal who hides
     *     behind it
     */
    public Proxy proxy(URI address) throws IOException {
        Optional<Proxy> via = via();
        if (via.isPresent()) {
            return via.get();
        }
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> ofJvm = selector == null ? List.of() : selector.select(address);
        if (!ofJvm.isEmpty() && ofJvm.get(0).type() != Proxy.Type.DIRECT) {
            return ofJvm.get(0);
        }
        Optional<Proxy> ofEnvironment = ofEnvironment(address);
        return ofEnvironment.isPresent()
                ? ofEnvironment.get()
                : maven.proxy(address).orElse(Proxy.NO_PROXY);
    }

    private Optional<Proxy> via() throws IOException {
        String asked = environment.setting("limpid.proxy", "LIMPID_PROXY");
        for (String word : asked == null ? new String[0] : asked.split(",", -1)) {
            if (word.trim().startsWith(VIA)) {
                return Optional.of(proxyAt("http://" + word.trim().substring(VIA.length())));
            }
        }
        return Optional.empty();
    }

    private Optional<Proxy> ofEnvironment(URI address) throws IOException {
        boolean secure = "https".equals(address.getScheme());
        String proxy = either(secure ? "HTTPS_PROXY" : "HTTP_PROXY", secure ? "https_proxy" : "http_proxy");
        proxy = proxy == null ? either("ALL_PROXY", "all_proxy") : proxy;
        String without = either("NO_PROXY", "no_proxy");
        if (proxy == null || (without != null && HostPatterns.anyMatch(without, String.valueOf(address.getHost())))) {
            return Optional.empty();
        }
        return Optional.of(proxyAt(proxy.contains("://") ? proxy : "http://" + proxy));
    }

    private @Nullable String either(String upper, String lower) {
        String value = environment.variable(upper);
        return value == null ? environment.variable(lower) : value;
    }

    private static Proxy proxyAt(String url) throws IOException {
        try {
            URI address = new URI(url);
            String host = address.getHost();
            if (host == null) {
                throw new IOException("\"" + url + "\" is not the address of a proxy: it names no host");
            }
            boolean socks =
                    String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT).startsWith("socks");
            int port = address.getPort() >= 0 ? address.getPort() : socks ? SOCKS_PORT : HTTP_PORT;
            return new Proxy(
                    socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException("\"" + url + "\" is not the address of a proxy: " + e.getMessage(), e);
        }
    }
}
