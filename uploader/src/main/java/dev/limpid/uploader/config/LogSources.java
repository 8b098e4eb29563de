package dev.limpid.uploader.config;

import dev.limpid.counter.home.Environment;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a machine reads a log from.
 *
 * <p>{@code LIMPID_PROXY} ({@code -Dlimpid.proxy}) is a list like Go's GOPROXY: addresses of mirrors of the log, {@code
 * direct} for the log itself, {@code off} to end the list, and {@code via:host:port}, of which {@link ProxyRule} tells.
 * Without it, mirrors of the repository {@code limpid} (or {@code *}) in Maven's settings come first, then the log itself.
 */
public final class LogSources {

    private final Environment environment;
    private final MavenMirrors maven;
    private final ProxyRule proxies;

    LogSources(Environment environment, MavenMirrors maven) {
        this.environment = environment;
        this.maven = maven;
        this.proxies = new ProxyRule(environment, maven);
    }

    /** How this process reads the log at an address. */
    public static LogFetcher of(String logUrl, Environment environment) {
        return new LogSources(environment, MavenMirrors.of(environment)).fetcher(logUrl);
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
            return new HttpLogFetcher(url, proxies.proxy(address));
        } catch (java.net.URISyntaxException | IllegalArgumentException e) {
            return failing("\"" + url + "\" is no address of a log: " + e.getMessage());
        } catch (IOException e) {
            return failing(String.valueOf(e.getMessage()));
        }
    }

    private static LogFetcher failing(String message) {
        return (path, mostBytes) -> {
            throw new IOException(message);
        };
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
            if (!source.isEmpty() && !source.startsWith(ProxyRule.VIA)) {
                addresses.add(source.equals("direct") ? logUrl : source);
            }
        }
        return addresses;
    }

    private static boolean isOnlyVia(String asked) {
        return asked.trim().startsWith(ProxyRule.VIA) && asked.indexOf(',') < 0;
    }
}
