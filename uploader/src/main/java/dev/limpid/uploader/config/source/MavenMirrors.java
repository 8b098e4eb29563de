package dev.limpid.uploader.config.source;

import dev.limpid.counter.home.Environment;
import dev.limpid.countfile.AtomicFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The mirrors and proxies in {@code ~/.m2/settings.xml}. The file is scanned as text: an XML parser costs a process
 * more than everything else here. What cannot be understood is skipped. A wrong mirror does no harm, since no mirror is
 * trusted.
 */
public final class MavenMirrors {

    /** The repository id that an administrator names in {@code mirrorOf}; {@code *} covers it too. */
    static final String ID = "limpid";

    private final String settings;

    private MavenMirrors(String settings) {
        this.settings = settings;
    }

    /** The settings of this process's user. */
    static MavenMirrors of(Environment environment) {
        String home = environment.property("user.home");
        try {
            // Relative if the user has no account: then it would be a file of the project in the working directory.
            Path folder = Path.of(home == null ? "" : home);
            return folder.isAbsolute() ? read(folder.resolve(".m2/settings.xml")) : new MavenMirrors("");
        } catch (InvalidPathException e) {
            return new MavenMirrors("");
        }
    }

    static MavenMirrors read(Path file) {
        try {
            // A link is followed: the file belongs to the user, who may keep it elsewhere.
            return parse(AtomicFile.readText(file.toRealPath()));
        } catch (IOException e) {
            // Maven complains about unreadable settings; here the log is asked directly then.
            return new MavenMirrors("");
        }
    }

    /** Reads settings; comments in them are ignored. */
    public static MavenMirrors parse(String xml) {
        StringBuilder kept = new StringBuilder();
        int at = 0;
        for (int open = xml.indexOf("<!--"); open >= 0; open = xml.indexOf("<!--", at)) {
            kept.append(xml, at, open);
            int close = xml.indexOf("-->", open);
            at = close < 0 ? xml.length() : close + 3;
        }
        return new MavenMirrors(kept.append(xml.substring(at)).toString());
    }

    /** The addresses of mirrors that cover the log, in the order of the settings. */
    List<String> mirrors() {
        List<String> urls = new ArrayList<>();
        for (String mirror : elements(settings, "mirror")) {
            Optional<String> url = element(mirror, "url");
            if (url.isPresent() && covers(element(mirror, "mirrorOf").orElse(""))) {
                urls.add(url.get());
            }
        }
        return urls;
    }

    private static boolean covers(String mirrorOf) {
        boolean covered = false;
        for (String name : mirrorOf.split(",", -1)) {
            switch (name.trim()) {
                case "!" + ID -> {
                    return false;
                }
                case ID, "*", "external:*" -> covered = true;
                default -> {}
            }
        }
        return covered;
    }

    /** The first active proxy that does not exclude the host of this address. */
    Optional<Proxy> proxy(URI address) {
        for (String proxy : elements(settings, "proxy")) {
            boolean active = !element(proxy, "active").orElse("true").equals("false");
            Optional<String> host = element(proxy, "host");
            boolean without = HostPatterns.anyMatch(
                    element(proxy, "nonProxyHosts").orElse("").replace('|', ','), String.valueOf(address.getHost()));
            if (active && host.isPresent() && !without) {
                return Optional.of(new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(
                                host.get(), port(element(proxy, "port").orElse("")))));
            }
        }
        return Optional.empty();
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 0 && port < 65536 ? port : 8080;
        } catch (NumberFormatException e) {
            return 8080;
        }
    }

    private static Optional<String> element(String xml, String name) {
        List<String> found = elements(xml, name);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.get(0).trim().replace("&amp;", "&"));
    }

    private static List<String> elements(String xml, String name) {
        String open = "<" + name + ">";
        String close = "</" + name + ">";
        List<String> found = new ArrayList<>();
        for (int at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, at + 1)) {
            int end = xml.indexOf(close, at);
            if (end > 0) {
                found.add(xml.substring(at + open.length(), end));
            }
        }
        return found;
    }
}
