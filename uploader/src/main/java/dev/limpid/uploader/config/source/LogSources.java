package dev.limpid.uploader.config.source;

import dev.limpid.counter.home.Environment;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a machine reads a log from.
 *
 * <p>{@code LIMPID_PROXY} ({@code -Dlimpid.proxy}) is a list like Go's GOPROXY: addresses of mirrors of the log,
 * {@code direct} for the log itself, {@code off} to end the list, and {@code via:host:port}, which {@link ProxyRule}
 * explains. Without this setting, mirrors of the repository {@code limpid} (or {@code *}) in Maven's settings come
 * first, then the log itself, or instead of it the relays through which answers are sent.
 */
public final class LogSources {

    private final Environment environment;
    private final MavenMirrors maven;
    private final ProxyRule proxies;

    public LogSources(Environment environment, MavenMirrors maven) {
        this.environment = environment;
        this.maven = maven;
        this.proxies = new ProxyRule(environment, maven);
    }

    /** How this process reads logs. */
    public static LogSources of(Environment environment) {
        return new LogSources(environment, MavenMirrors.of(environment));
    }

    /**
     * Where the log at an address is read.
     *
     * @param relays the relays that serve it, in the order in which they are asked; empty to ask the log itself
     * @param fallback whether the log itself is asked if no relay replied
     */
    public List<LogSource> places(String logUrl, List<String> relays, boolean fallback) {
        if (!usesRelays(relays)) {
            return List.of(LogSource.only(fetcher(logUrl)));
        }
        List<LogSource> places = new ArrayList<>();
        if (!maven.mirrors().isEmpty()) {
            places.add(LogSource.only(chain(maven.mirrors())));
        }
        for (String relay : relays) {
            places.add(new LogSource(source(relayLogUrl(relay), false), Optional.of(relay), false));
        }
        if (fallback) {
            places.add(new LogSource(source(logUrl, true), Optional.empty(), true));
        }
        return places;
    }

    /** The addresses of the {@link #places}, except the last resort. */
    public List<String> addresses(String logUrl, List<String> relays) {
        if (!usesRelays(relays)) {
            return addresses(logUrl);
        }
        List<String> addresses = new ArrayList<>(maven.mirrors());
        addresses.addAll(relays);
        return addresses;
    }

    /** Whether relays are asked: not if the user has listed sources. */
    private boolean usesRelays(List<String> relays) {
        String configured = configuredSources();
        return !relays.isEmpty() && (configured == null || isOnlyVia(configured));
    }

    /** The address at which a relay serves the log of the collection whose answers it accepts. */
    private static String relayLogUrl(String relay) {
        return relay + (relay.endsWith("/") ? "log" : "/log");
    }

    LogFetcher fetcher(String logUrl) {
        return chain(addresses(logUrl));
    }

    private LogFetcher chain(List<String> urls) {
        return new MirrorChain(urls.stream().map(url -> source(url, true)).toList());
    }

    private LogFetcher source(String url, boolean follows) {
        try {
            URI address = new URI(url);
            if (address.getHost() == null) {
                throw new IllegalArgumentException("it names no host");
            }
            if (address.getPort() > 65_535) {
                throw new IllegalArgumentException("there is no such port"); // the JDK throws no IOException for it
            }
            return new HttpLogFetcher(url, proxies.proxy(address), follows);
        } catch (java.net.URISyntaxException | IllegalArgumentException e) {
            return failing("\"" + url + "\" is not the address of a log: " + e.getMessage());
        } catch (IOException e) {
            return failing(String.valueOf(e.getMessage()));
        }
    }

    private static LogFetcher failing(String message) {
        return (path, mostBytes) -> {
            throw new IOException(message);
        };
    }

    private @Nullable String configuredSources() {
        return environment.setting("limpid.proxy", "LIMPID_PROXY");
    }

    /** The addresses to try, in order. */
    List<String> addresses(String logUrl) {
        List<String> addresses = new ArrayList<>();
        String configured = configuredSources();
        if (configured == null || isOnlyVia(configured)) {
            addresses.addAll(maven.mirrors());
            addresses.add(logUrl);
            return addresses;
        }
        for (String word : configured.split(",", -1)) {
            String source = word.trim();
            if (source.equals("off")) {
                break;
            }
            if (!source.isEmpty() && !source.startsWith(ProxyRule.VIA)) {
                addresses.add(source.equals("direct") ? logUrl : source);
            }
        }
        return addresses;
    }

    private static boolean isOnlyVia(String configured) {
        return configured.trim().startsWith(ProxyRule.VIA) && configured.indexOf(',') < 0;
    }
}
