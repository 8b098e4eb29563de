package dev.limpid.server.log.serve;

import dev.limpid.server.http.Response;
import dev.limpid.server.log.tree.PublishedHead;
import dev.limpid.server.log.tree.PublishedTree;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.checkpoint.ProofFile;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Serves one module as a Maven repository, so that any repository manager can cache it. Next to the zip is a proof that
 * it is in the log ({@code .tlog-proof}). Versions lose their {@code v}.
 */
public final class MavenEndpoint implements LogEndpoint {

    private static final Map<String, String> CHECKSUMS =
            Map.of(".md5", "MD5", ".sha1", "SHA-1", ".sha256", "SHA-256", ".sha512", "SHA-512");

    private final String group;
    private final String artifact;
    private final ModulePath module;
    private final PublishedTree log;

    MavenEndpoint(String collection, String artifact, ModulePath module, PublishedTree log) {
        this.group = groupId(collection);
        this.artifact = artifact;
        this.module = module;
        this.log = log;
    }

    /** {@code telemetry.example.org/tool} becomes {@code org.example.telemetry.tool}. */
    public static String groupId(String collection) {
        String[] elements = collection.split("/", -1);
        String[] labels = elements[0].split("\\.", -1);
        StringBuilder group = new StringBuilder();
        for (int i = labels.length - 1; i >= 0; i--) {
            group.append(group.isEmpty() ? "" : ".").append(labels[i]);
        }
        for (int i = 1; i < elements.length; i++) {
            group.append('.').append(elements[i]);
        }
        return group.toString();
    }

    @Override
    public Optional<Response> get(String path) throws IOException {
        String prefix = group.replace('.', '/') + "/" + artifact + "/";
        if (!path.startsWith(prefix)) {
            return Optional.empty();
        }
        String name = path.substring(prefix.length());
        int dot = name.lastIndexOf('.');
        String algorithm = dot < 0 ? null : CHECKSUMS.get(name.substring(dot));
        if (algorithm == null) {
            return file(name);
        }
        return file(name.substring(0, dot))
                .map(answer -> new Response(
                        200,
                        "text/plain; charset=utf-8",
                        hex(digest(algorithm, answer.body())).getBytes(StandardCharsets.US_ASCII),
                        answer.headers()));
    }

    private Optional<Response> file(String name) throws IOException {
        if (name.equals("maven-metadata.xml")) {
            return metadata();
        }
        int slash = name.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String number = name.substring(0, slash);
        ModuleVersion version;
        try {
            version = ModuleVersion.parse("v" + number);
        } catch (LogFormatException e) {
            return Optional.empty();
        }
        String stem = artifact + "-" + number;
        String file = name.substring(slash + 1);
        if (!file.startsWith(stem + ".") || log.find(module, version).isEmpty()) {
            return Optional.empty();
        }
        return switch (file.substring(stem.length())) {
            case ".pom" -> Optional.of(LogEndpoint.immutable("application/xml", pom(number)));
            case ".zip" -> Optional.of(LogEndpoint.immutable("application/zip", log.zip(module, version)));
            case ".tlog-proof" -> Optional.of(LogEndpoint.mutable("text/plain; charset=utf-8", proof(version)));
            default -> Optional.empty();
        };
    }

    private byte[] proof(ModuleVersion version) throws IOException {
        PublishedHead head = log.head();
        long index = log.find(module, version).orElseThrow();
        return new ProofFile(index, log.inclusionProof(index, head), head.note()).toBytes();
    }

    private byte[] pom(String version) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  <packaging>zip</packaging>
                </project>
                """.formatted(group, artifact, version).getBytes(StandardCharsets.UTF_8);
    }

    private Optional<Response> metadata() throws IOException {
        List<ModuleVersion> versions = log.versions(module);
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        ModuleVersion newest = versions.stream().max(ModuleVersion::compareTo).orElseThrow();
        StringBuilder list = new StringBuilder();
        for (ModuleVersion version : versions) {
            list.append("      <version>").append(number(version)).append("</version>\n");
        }
        String xml = """
                <?xml version="1.0" encoding="UTF-8"?>
                <metadata>
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <versioning>
                    <latest>%s</latest>
                    <release>%s</release>
                    <versions>
                %s    </versions>
                    <lastUpdated>%s</lastUpdated>
                  </versioning>
                </metadata>
                """.formatted(group, artifact, number(newest), number(newest), list, updated(newest));
        return Optional.of(LogEndpoint.mutable("application/xml", xml.getBytes(StandardCharsets.UTF_8)));
    }

    /** When the newest version was published, as {@code yyyyMMddHHmmss}; its info has the time in RFC 3339. */
    private String updated(ModuleVersion newest) throws IOException {
        String info = new String(log.info(module, newest), StandardCharsets.UTF_8);
        String time = info.substring(info.indexOf("\"Time\":\"") + "\"Time\":\"".length());
        return time.substring(0, time.indexOf('"')).replaceAll("[^0-9]", "");
    }

    private static String number(ModuleVersion version) {
        return version.toString().substring(1);
    }

    private static byte[] digest(String algorithm, byte[] body) {
        try {
            return MessageDigest.getInstance(algorithm).digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder();
        for (byte b : bytes) {
            hex.append(String.format(Locale.ROOT, "%02x", b & 0xff));
        }
        return hex.toString();
    }
}
