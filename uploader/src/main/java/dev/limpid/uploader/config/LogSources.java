package dev.limpid.uploader.config;

import dev.limpid.counter.home.Environment;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a machine reads a log from, and through what.
 *
 * <p>{@code LIMPID_PROXY} ({@code -Dlimpid.proxy}) is a list like Go's GOPROXY: addresses of mirrors of the log, {@code
 * direct} for the log itself, {@code off} to end the list, and {@code via:host:port} for an HTTP proxy that all go
 * through. Without it, mirrors of the repository {@code limpid} (or {@code *}) in Maven's settings come first, then the log
 * itself. HTTP proxies are those of the JVM ({@code https.proxyHost}), of the environment ({@code HTTPS_PROXY}, {@code
 * NO_PROXY}) and of Maven's settings, the first that is set.
 */
public final class LogSources {

    private static final String VIA = "via:";

    private final Environment environment;
    private final MavenMirrors maven;

    LogSources(Environment environment, MavenMirrors maven) {
        this.environment = environment;
        this.maven = maven;
    }

    /** How this process reads the log at an address. */
    public static LogFetcher of(String logUrl, Environment environment) {
        String home = environment.property("user.home");
        Path settings = Path.of(home == null ? "." : home, ".m2", "settings.xml");
        return new LogSources(environment, MavenMirrors.read(settings)).fetcher(logUrl);
    }

    LogFetcher fetcher(String logUrl) {
        List<LogFetcher> sources = new ArrayList<>();
        for (String url : addresses(logUrl)) {
            sources.add(source(url));
        }
        return new MirrorChain(sources);
    }

    private LogFetcher source(String url) {
        try {
            URI address = new URI(url);
            if (address.getHost() == null) {
                throw new IllegalArgumentException("it names no host");
            }
            return new HttpLogFetcher(url, proxy(address));
        } catch (java.net.URISyntaxException | IllegalArgumentException e) {
            String message = "\"" + url + "\" is no address of a log: " + e.getMessage();
            return (path, mostBytes) -> {
                throw new IOException(message);
            };
        }
    }

    /** The addresses to try, in order. */
    List<String> addresses(String logUrl) {
        List<String> addresses = new ArrayList<>();
        String asked = environment.setting("limpid.proxy", "LIMPID_PROXY");
        if (asked == null || isOnlyVia(asked)) {
            addresses.addAll(maven.mirrors());
            addresses.add(logUrl);
            return addresses;
        }
        for (String word : asked.split(",", -1)) {
            String source = word.trim();
            if (source.equals("off")) {
                break;
            }
            if (!source.isEmpty() && !source.startsWith(VIA)) {
                addresses.add(source.equals("direct") ? logUrl : source);
            }
        }
        return addresses;
    }

    private static boolean isOnlyVia(String asked) {
        return asked.trim().startsWith(VIA) && asked.indexOf(',') < 0;
    }

    /** The HTTP proxy on the way to an address. */
    Proxy proxy(URI address) {
        Optional<Proxy> via = via();
        if (via.isPresent()) {
            return via.get();
        }
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> ofJvm = selector == null ? List.of() : selector.select(address);
        if (!ofJvm.isEmpty() && ofJvm.get(0).type() != Proxy.Type.DIRECT) {
            return ofJvm.get(0);
        }
        return ofEnvironment(address).or(() -> maven.proxy(address)).orElse(Proxy.NO_PROXY);
    }

    private Optional<Proxy> via() {
        String asked = environment.setting("limpid.proxy", "LIMPID_PROXY");
        for (String word : asked == null ? new String[0] : asked.split(",", -1)) {
            if (word.trim().startsWith(VIA)) {
                return proxyAt("http://" + word.trim().substring(VIA.length()));
            }
        }
        return Optional.empty();
    }

    private Optional<Proxy> ofEnvironment(URI address) {
        boolean secure = "https".equals(address.getScheme());
        String proxy = either(secure ? "HTTPS_PROXY" : "HTTP_PROXY", secure ? "https_proxy" : "http_proxy");
        String without = either("NO_PROXY", "no_proxy");
        if (proxy == null || (without != null && HostPatterns.match(without, String.valueOf(address.getHost())))) {
            return Optional.empty();
        }
        return proxyAt(proxy.contains("://") ? proxy : "http://" + proxy);
    }

    private @Nullable String either(String upper, String lower) {
        String value = environment.variable(upper);
        return value == null ? environment.variable(lower) : value;
    }

    private static Optional<Proxy> proxyAt(String url) {
        try {
            URI address = URI.create(url);
            String host = address.getHost();
            int port = address.getPort() < 0 ? 80 : address.getPort();
            return host == null
                    ? Optional.empty()
                    : Optional.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
