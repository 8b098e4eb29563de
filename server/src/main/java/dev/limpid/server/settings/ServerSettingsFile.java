package dev.limpid.server.settings;

import dev.limpid.server.file.InputFile;
import dev.limpid.server.http.front.TlsFiles;
import dev.limpid.server.http.limit.HttpLimits;
import dev.limpid.server.intake.IntakeLimits;
import dev.limpid.server.oblivious.GatewaySettings;
import dev.limpid.server.oblivious.RelayAccount;
import dev.limpid.server.publish.PublishingRules.Cadence;
import dev.limpid.server.storage.s3.S3Location;
import dev.limpid.server.upstream.UpstreamLogSettings;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModulePath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The configuration file of a server, in the form of {@code spec/server-config.md}. For one thread at a time. */
public final class ServerSettingsFile {

    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.]+\\]|[0-9a-zA-Z.-]+|\\*):([0-9]{1,5})");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(s|m|h|d)");
    private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,4})?)(%)?");
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,12})(K|M|G|)");

    private final Path folder;
    private final List<String> problems = new ArrayList<>();

    ServerSettingsFile(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws InvalidSettingsException with every problem of the file
     */
    public static ServerSettings read(Path file) throws IOException, InvalidSettingsException {
        return parse(
                String.valueOf(file.getFileName()),
                InputFile.text(file),
                file.toAbsolutePath().resolveSibling("."));
    }

    /**
     * Reads a text.
     *
     * @param name its name in messages
     * @param folder the folder that its relative paths start from
     */
    public static ServerSettings parse(String name, String text, Path folder) throws InvalidSettingsException {
        ServerSettingsFile reader = new ServerSettingsFile(folder);
        Optional<ServerSettings> config = reader.config(SettingsSection.parse(name, text, reader.problems));
        if (!reader.problems.isEmpty() || config.isEmpty()) {
            throw new InvalidSettingsException(reader.problems);
        }
        return config.get();
    }

    Optional<ServerSettings> config(List<SettingsSection> sections) {
        SettingsSection server = sections.get(0);
        InetSocketAddress listen = server.value(
                "listen",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080),
                ADDRESS_SHAPE,
                ServerSettingsFile::address);
        Optional<InetSocketAddress> operations = server.value("operations", ADDRESS_SHAPE, ServerSettingsFile::address);
        Path root = server.value("folder", folder.resolve("limpid-data"), "a path", this::path)
                .normalize();
        Optional<Path> certificate = server.value("tls-certificate", "a PEM file that can be read", this::file);
        Optional<Path> key = server.value("tls-key", "a PEM file that can be read", this::file);
        if (certificate.isPresent() != key.isPresent()) {
            server.problem("only one of tls-certificate and tls-key is set, expected both or none");
        }
        HttpLimits http = http(server, HttpLimits.usual());
        IntakeLimits limits = intake(server, IntakeLimits.usual());
        Optional<Duration> publishEvery = Optional.of(
                server.value("publish-every", Duration.ofHours(1), DURATION_SHAPE, ServerSettingsFile::duration));
        server.rejectUnknown();
        RelaySections relaySections = new RelaySections(this);
        List<RelayAccount> relays = relaySections.accounts(sections);
        List<CollectionSettings> collections = collections(sections, root, limits, relays);
        Optional<TlsFiles> tls = certificate.isPresent() && key.isPresent()
                ? Optional.of(new TlsFiles(certificate.get(), key.get()))
                : Optional.empty();
        return problems.isEmpty()
                ? Optional.of(new ServerSettings(listen, operations, tls, http, publishEvery, collections))
                : Optional.empty();
    }

    static final String ADDRESS_SHAPE = "an address and a port, like 127.0.0.1:8080, [::1]:8080 or *:8080";
    static final String DURATION_SHAPE = "a time like 20s, 5m, 12h or 21d";

    static HttpLimits http(SettingsSection server, HttpLimits usual) {
        return new HttpLimits(
                server.value(
                        "body-bytes",
                        usual.bodyBytes(),
                        "a size like 512K, from 1K to 16M",
                        text -> bytes(text)
                                .filter(bytes -> bytes >= 1 << 10 && bytes <= 16 << 20)
                                .map(Long::intValue)),
                server.value(
                        "memory",
                        usual.memoryBytes(),
                        "a size like 64M, at least 16M",
                        text -> bytes(text).filter(bytes -> bytes >= 16 << 20)),
                server.value("connections", usual.connections(), "a number from 1", number(1)),
                server.value("connections-per-network", usual.connectionsPerPrefix(), "a number, 0 for any", number(0)),
                server.value("request-time", usual.requestTime(), DURATION_SHAPE, ServerSettingsFile::duration),
                server.value("idle-time", usual.idleTime(), DURATION_SHAPE, ServerSettingsFile::duration),
                server.value("trusted-proxies", usual.trustedProxies(), "how many there are, 0 for none", number(0)));
    }

    private static IntakeLimits intake(SettingsSection section, IntakeLimits usual) {
        return new IntakeLimits(
                section.value("answers-per-minute", usual.perMinute(), "a number, 0 for any", number(0)),
                section.value("answers-per-day", usual.perDay(), "a number, 0 for any", number(0)),
                section.value("week-age", usual.weekAge(), DURATION_SHAPE, ServerSettingsFile::duration),
                section.value("config-age", usual.configAge(), DURATION_SHAPE, ServerSettingsFile::duration),
                section.value(
                        "network-share",
                        usual.networkShare(),
                        "a share like 2% or 0.5%, 0 for any",
                        ServerSettingsFile::share));
    }

    private static Optional<Double> share(String text) {
        Matcher matcher = SHARE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double share = Double.parseDouble(matcher.group(1)) / 100;
        boolean good = share <= 1 && (share == 0 || matcher.group(2) != null);
        return good ? Optional.of(share) : Optional.empty();
    }

    private List<CollectionSettings> collections(
            List<SettingsSection> sections, Path root, IntakeLimits usual, List<RelayAccount> relays) {
        List<CollectionSettings> collections = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<URI> urls = new HashSet<>();
        for (SettingsSection section : sections.subList(1, sections.size())) {
            if (RelaySections.isRelaySection(section)) {
                continue;
            }
            String name = section.heading().replaceFirst("^collection\\s+", "");
            if (!section.heading().startsWith("collection ") || !isName(name)) {
                section.problem("the heading is [" + section.heading()
                        + "], expected [collection name] with a name like telemetry.example.org/tool");
            } else if (!names.add(name)) {
                section.problem("the collection " + name + " is configured twice, expected once");
            }
            Path own = section.value("folder", root.resolve(name), "a path", this::path)
                    .normalize();
            Optional<URI> url =
                    section.value("url", "a URL like https://telemetry.example.org/tool/", ServerSettingsFile::url);
            if (url.isPresent() && !urls.add(url.get())) {
                section.problem("the url " + url.get() + " is also another collection's, expected a unique one");
            }
            IntakeLimits limits = intake(section, usual);
            Optional<Path> charts = section.value("charts", "a chart config that can be read", this::file);
            Optional<S3Location> objects = objectStore(section);
            int gate = section.value("gate", 0, "a number, 0 for none", number(0));
            Cadence cadence =
                    section.value("publish", Cadence.WEEKLY, "once, weekly or daily", ServerSettingsFile::cadence);
            if (gate > 1 && cadence == Cadence.DAILY) {
                section.problem(
                        "gate and publish = daily are set, expected one of them: each day would add to a week only"
                                + " what a few machines answered");
            }
            Optional<UpstreamLogSettings> follows = follows(section);
            Optional<GatewaySettings> gateway = RelaySections.gateway(section, follows.isPresent(), relays);
            if (follows.isPresent()
                    && (objects.isEmpty() || charts.isPresent() || gate > 0 || cadence != Cadence.WEEKLY)) {
                section.problem(
                        "follow-log is set, so answers must go to the store-bucket of the log's owner, and charts,"
                                + " gate and publish are the owner's; expected store-bucket and none of the others");
            }
            section.rejectUnknown();
            collections.add(
                    new CollectionSettings(name, own, url, limits, charts, gate, cadence, objects, gateway, follows));
        }
        if (collections.isEmpty()) {
            sections.get(0)
                    .problem(
                            "there is no collection, expected at least one heading like [collection telemetry.example.org]");
        }
        if (collections.size() > 1
                && collections.stream().anyMatch(one -> one.url().isEmpty())) {
            sections.get(0).problem("there are several collections and not all have a url, expected one for each");
        }
        return collections;
    }

    private Optional<UpstreamLogSettings> follows(SettingsSection section) {
        Optional<URI> log =
                section.value("follow-log", "a URL like https://telemetry.example.org/log/", ServerSettingsFile::url);
        Optional<Path> policy = section.value("follow-policy", "a policy file that can be read", this::file);
        if (log.isPresent() != policy.isPresent()) {
            section.problem("only one of follow-log and follow-policy is set, expected both or none");
        }
        return log.flatMap(url -> policy.map(file -> new UpstreamLogSettings(url, file)));
    }

    private static Optional<S3Location> objectStore(SettingsSection section) {
        Optional<String> bucket = section.value("store-bucket", "a bucket's name", ServerSettingsFile::word);
        Optional<String> prefix = section.value("store-prefix", "a name", ServerSettingsFile::word);
        Optional<URI> endpoint = section.value("store-endpoint", "a URL", ServerSettingsFile::url);
        String region = section.value("store-region", "us-east-1", "a region's name", ServerSettingsFile::word);
        if (bucket.isEmpty() && (prefix.isPresent() || endpoint.isPresent())) {
            section.problem("store-prefix or store-endpoint is set without store-bucket, expected store-bucket, too");
        }
        if (bucket.isPresent() && !hasS3Client()) {
            section.problem("store-bucket is set and the S3 client is not on the class path, expected"
                    + " software.amazon.awssdk s3 and url-connection-client there");
        }
        String folder =
                prefix.map(text -> text.endsWith("/") ? text : text + "/").orElse("");
        return bucket.map(name -> new S3Location(name, folder, endpoint, region));
    }

    private static boolean hasS3Client() {
        try {
            Class.forName("software.amazon.awssdk.services.s3.S3Client");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Optional<Cadence> cadence(String text) {
        return switch (text) {
            case "once" -> Optional.of(Cadence.ONCE);
            case "weekly" -> Optional.of(Cadence.WEEKLY);
            case "daily" -> Optional.of(Cadence.DAILY);
            default -> Optional.empty();
        };
    }

    private static Optional<String> word(String text) {
        return text.matches("[A-Za-z0-9._/-]{1,200}") ? Optional.of(text) : Optional.empty();
    }

    private static boolean isName(String name) {
        try {
            ModulePath.parse(name + "/config");
            return true;
        } catch (LogFormatException e) {
            return false;
        }
    }

    static Optional<InetSocketAddress> address(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 0xffff) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group(2));
        String host = matcher.group(1);
        if (host.equals("*")) {
            return Optional.of(new InetSocketAddress(port));
        }
        try {
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return Optional.of(new InetSocketAddress(InetAddress.getAllByName(bare)[0], port));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private Optional<Path> path(String text) {
        return text.isEmpty() || text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(folder.resolve(text));
    }

    Optional<Path> file(String text) {
        return path(text).filter(Files::isReadable);
    }

    static Optional<URI> url(String text) {
        try {
            URI url = URI.create(text);
            boolean good = ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getQuery() == null
                    && url.getFragment() == null;
            return good ? Optional.of(text.endsWith("/") ? url : URI.create(text + "/")) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Function<String, Optional<Integer>> number(int least) {
        return text -> text.matches("[0-9]{1,9}") && Integer.parseInt(text) >= least
                ? Optional.of(Integer.parseInt(text))
                : Optional.empty();
    }

    /** Parses a time in the form of the file, such as {@code 60d}; empty if it is not one. */
    public static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    private static Optional<Long> bytes(String text) {
        Matcher matcher = BYTES.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int shift = switch (matcher.group(2)) {
            case "K" -> 10;
            case "M" -> 20;
            case "G" -> 30;
            default -> 0;
        };
        return Optional.of(Long.parseLong(matcher.group(1)) << shift);
    }
}
