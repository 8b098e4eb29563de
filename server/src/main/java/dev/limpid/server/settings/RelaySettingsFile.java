package dev.limpid.server.settings;

import dev.limpid.server.file.InputFile;
import dev.limpid.server.http.front.TlsFiles;
import dev.limpid.server.http.limit.HttpLimits;
import dev.limpid.server.relay.RelaySettings;
import dev.limpid.server.relay.RelaySettings.Destination;
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
public final class RelaySettingsFile {

    /** A path that no client shortens: no part of it is one dot or two. */
    private static final Pattern NAME =
            Pattern.compile("(?!\\.{1,2}(/|$))[A-Za-z0-9._-]{1,100}(/(?!\\.{1,2}(/|$))[A-Za-z0-9._-]{1,100}){0,5}");

    private RelaySettingsFile() {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws InvalidSettingsException with every problem of the file
     */
    public static RelaySettings read(Path file) throws IOException, InvalidSettingsException {
        return parse(
                String.valueOf(file.getFileName()),
                InputFile.text(file),
                file.toAbsolutePath().resolveSibling("."));
    }

    static RelaySettings parse(String name, String text, Path folder) throws InvalidSettingsException {
        List<String> problems = new ArrayList<>();
        Optional<RelaySettings> config = config(SettingsSection.parse(name, text, problems), problems, folder);
        if (config.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return config.get();
    }

    static Optional<RelaySettings> config(List<SettingsSection> sections, List<String> problems, Path folder) {
        ServerSettingsFile values = new ServerSettingsFile(folder);
        SettingsSection relay = sections.get(0);
        InetSocketAddress listen = relay.value(
                "listen",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 8090),
                ServerSettingsFile.ADDRESS_SHAPE,
                ServerSettingsFile::address);
        Optional<InetSocketAddress> operations =
                relay.value("operations", ServerSettingsFile.ADDRESS_SHAPE, ServerSettingsFile::address);
        Optional<Path> certificate = relay.value("tls-certificate", "a PEM file that can be read", values::file);
        Optional<Path> key = relay.value("tls-key", "a PEM file that can be read", values::file);
        if (certificate.isPresent() != key.isPresent()) {
            relay.problem("only one of tls-certificate and tls-key is set, expected both or none");
        }
        HttpLimits http = ServerSettingsFile.http(relay, RelaySettings.usualHttp());
        int perMinute = relay.value("messages-per-minute", 600, "a number, 0 for any", ServerSettingsFile.number(0));
        int perDay = relay.value("messages-per-day", 20_000, "a number, 0 for any", ServerSettingsFile.number(0));
        relay.rejectUnknown();
        List<Destination> gateways = gateways(sections, values);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Optional<TlsFiles> tls = certificate.flatMap(chain -> key.map(secret -> new TlsFiles(chain, secret)));
        return Optional.of(new RelaySettings(listen, operations, tls, http, perMinute, perDay, gateways));
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
                : ServerSettingsFile.url(text).map(List::of);
    }

    private static List<Destination> gateways(List<SettingsSection> sections, ServerSettingsFile values) {
        List<Destination> gateways = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (SettingsSection section : sections.subList(1, sections.size())) {
            String name = section.heading().replaceFirst("^gateway\\s+", "");
            boolean good = section.heading().startsWith("gateway ")
                    && NAME.matcher(name).matches()
                    && !Set.of("healthz", "readyz", "metrics").contains(name);
            if (!good || !names.add(name)) {
                section.problem("the heading is [" + section.heading()
                        + "], expected [gateway name] with a unique name like telemetry.example.org");
            }
            Optional<URI> url =
                    section.value("url", "a URL like https://telemetry.example.org/oblivious", ServerSettingsFile::url);
            if (!section.has("url")) {
                section.problem("the gateway " + name + " has no url, expected the address that accepts its messages");
            }
            Optional<String> secret =
                    section.value("secret-file", RelaySections.SECRET_SHAPE, new RelaySections(values)::secretText);
            if (secret.isPresent()
                    && url.filter(RelaySettingsFile::isReadOnTheWay).isPresent()) {
                section.problem("the gateway " + name
                        + " is reached over http on another machine, so others could read its secret on the way, expected"
                        + " https");
            }
            int connections = section.value("connections", 64, "a number from 1", ServerSettingsFile.number(1));
            int waiting = section.value("waiting", 2_000, "a number", ServerSettingsFile.number(0));
            List<URI> log = section.value(
                    "log",
                    url.map(Destination::logBeside).stream().toList(),
                    "a URL like https://telemetry.example.org/log, or none",
                    RelaySettingsFile::log);
            section.rejectUnknown();
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
