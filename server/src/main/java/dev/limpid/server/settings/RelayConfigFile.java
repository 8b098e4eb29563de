package dev.limpid.server.settings;

import dev.limpid.server.file.InputFile;
import dev.limpid.server.http.front.TlsFiles;
import dev.limpid.server.http.limit.HttpLimits;
import dev.limpid.server.relay.RelayConfig;
import dev.limpid.server.relay.RelayConfig.Destination;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The configuration file of a relay, in the form of {@code spec/server-config.md}, "A relay". */
public final class RelayConfigFile {

    /** A path that no client shortens: no part of it is one dot or two. */
    private static final Pattern NAME =
            Pattern.compile("(?!\\.{1,2}(/|$))[A-Za-z0-9._-]{1,100}(/(?!\\.{1,2}(/|$))[A-Za-z0-9._-]{1,100}){0,5}");

    private RelayConfigFile() {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws ConfigProblemsException with every problem of the file
     */
    public static RelayConfig read(Path file) throws IOException, ConfigProblemsException {
        return parse(
                String.valueOf(file.getFileName()),
                InputFile.text(file),
                file.toAbsolutePath().resolveSibling("."));
    }

    static RelayConfig parse(String name, String text, Path folder) throws ConfigProblemsException {
        List<String> problems = new ArrayList<>();
        Optional<RelayConfig> config = config(ConfigSection.parse(name, text, problems), problems, folder);
        if (config.isEmpty()) {
            throw new ConfigProblemsException(problems);
        }
        return config.get();
    }

    static Optional<RelayConfig> config(List<ConfigSection> sections, List<String> problems, Path folder) {
        ServerConfigFile values = new ServerConfigFile(folder);
        ConfigSection relay = sections.get(0);
        InetSocketAddress listen = relay.value(
                "listen",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 8090),
                ServerConfigFile.ADDRESS_SHAPE,
                ServerConfigFile::address);
        Optional<InetSocketAddress> operations =
                relay.value("operations", ServerConfigFile.ADDRESS_SHAPE, ServerConfigFile::address);
        Optional<Path> certificate = relay.value("tls-certificate", "a PEM file that can be read", values::file);
        Optional<Path> key = relay.value("tls-key", "a PEM file that can be read", values::file);
        if (certificate.isPresent() != key.isPresent()) {
            relay.problem("only one of tls-certificate and tls-key is set, expected both or none");
        }
        HttpLimits http = ServerConfigFile.http(relay, RelayConfig.usualHttp());
        int perMinute = relay.value("messages-per-minute", 600, "a number, 0 for any", ServerConfigFile.number(0));
        int perDay = relay.value("messages-per-day", 20_000, "a number, 0 for any", ServerConfigFile.number(0));
        relay.refuseOthers();
        List<Destination> gateways = gateways(sections, values);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Optional<TlsFiles> tls = certificate.flatMap(chain -> key.map(secret -> new TlsFiles(chain, secret)));
        return Optional.of(new RelayConfig(listen, operations, tls, http, perMinute, perDay, gateways));
    }

    /**
     * Whether messages to this address leave this machine and its network without TLS. A name without a dot belongs to
     * that network.
     */
    private static boolean isReadOnTheWay(URI url) {
        String host = url.getHost().replaceAll("^\\[|]$", "");
        boolean literal = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
        if (!"http".equals(url.getScheme()) || (!literal && host.indexOf('.') < 0)) {
            return false;
        }
        try {
            return !literal || !isNear(InetAddress.getAllByName(host)[0]); // a literal needs no lookup
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private static boolean isNear(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean unique = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc; // RFC 4193
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress() || unique;
    }

    private static Optional<List<URI>> log(String text) {
        return text.equals("none")
                ? Optional.of(List.of())
                : ServerConfigFile.url(text).map(List::of);
    }

    private static List<Destination> gateways(List<ConfigSection> sections, ServerConfigFile values) {
        List<Destination> gateways = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ConfigSection section : sections.subList(1, sections.size())) {
            String name = section.heading().replaceFirst("^gateway\\s+", "");
            boolean good = section.heading().startsWith("gateway ")
                    && NAME.matcher(name).matches()
                    && !Set.of("healthz", "readyz", "metrics").contains(name);
            if (!good || !names.add(name)) {
                section.problem("the heading is [" + section.heading()
                        + "], expected [gateway name] with a unique name like telemetry.example.org");
            }
            Optional<URI> url =
                    section.value("url", "a URL like https://telemetry.example.org/oblivious", ServerConfigFile::url);
            if (!section.has("url")) {
                section.problem("the gateway " + name + " has no url, expected the address that accepts its messages");
            }
            Optional<String> secret =
                    section.value("secret-file", RelaySections.SECRET_SHAPE, new RelaySections(values)::secretText);
            if (secret.isPresent()
                    && url.filter(RelayConfigFile::isReadOnTheWay).isPresent()) {
                section.problem("the gateway " + name
                        + " is reached over http on another machine, so others could read its secret on the way, expected"
                        + " https");
            }
            int connections = section.value("connections", 64, "a number from 1", ServerConfigFile.number(1));
            int waiting = section.value("waiting", 2_000, "a number", ServerConfigFile.number(0));
            List<URI> log = section.value(
                    "log",
                    url.map(Destination::logBeside).stream().toList(),
                    "a URL like https://telemetry.example.org/log, or none",
                    RelayConfigFile::log);
            section.refuseOthers();
            url.ifPresent(to -> gateways.add(new Destination(
                    name, to, secret, connections, waiting, log.stream().findFirst())));
        }
        if (sections.size() == 1) {
            sections.get(0)
                    .problem("there is no gateway, expected at least one heading like [gateway telemetry.example.org]");
        }
        return gateways;
    }
}
