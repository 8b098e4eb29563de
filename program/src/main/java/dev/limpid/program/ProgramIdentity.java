package dev.limpid.program;

import dev.limpid.protocol.release.ReleaseSource;
import dev.limpid.protocol.release.ReleaseVersion;
import dev.limpid.protocol.report.Build;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The identity of a program and of its collection, as in {@code META-INF/limpid/program.properties}.
 *
 * @param program the program's name, such as {@code org.example/tool}
 * @param version this build's version; counts of builds between releases ({@link ReleaseVersion#isDevelopmentBuild}) are kept
 *     separately and never sent
 * @param collection the collection's name, such as {@code telemetry.example.org}
 * @param upload the URL to which answers are sent; empty if there is none yet
 * @param config the URL at which the collection's log is served; empty if there is none yet
 * @param policy the keys of the log and of its witnesses, as text; empty if there is no log yet
 * @param frames prefixes of the names of classes that stacks may show in addition to the JDK's
 * @param offByDefault whether nothing is counted until the user chooses
 */
public record ProgramIdentity(
        String program,
        String version,
        String collection,
        String upload,
        String config,
        String policy,
        List<String> frames,
        boolean offByDefault) {

    /** The path of the file in a folder of classes. */
    public static final String FILE = "META-INF/limpid/program.properties";

    public ProgramIdentity {
        frames = List.copyOf(frames);
    }

    private static String unread(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "is not there";
        }
        if (e instanceof AccessDeniedException) {
            return "cannot be read by this user";
        }
        return e instanceof CharacterCodingException
                ? "is not text in UTF-8"
                : "cannot be read (" + e.getMessage() + ")";
    }

    /**
     * Reads a policy file.
     *
     * @throws IOException also if it contains no policy: a program without a policy is built without naming a file
     */
    public static String policyOf(Path file) throws IOException {
        String policy;
        try {
            policy = Files.readString(file);
        } catch (IOException e) {
            throw new IOException(file + " " + unread(e) + ", expected the policy of a log", e);
        }
        if (policy.lines().noneMatch(line -> line.strip().startsWith("log "))) {
            throw new IOException(file + ": there is no key of a log, expected a line like \"log"
                    + " telemetry.example.org+…\", as limpid log info prints it");
        }
        return policy;
    }

    /** Why the identity is not valid; empty if it can be written. */
    public Optional<String> problem() {
        if (!ReleaseSource.isProgramName(program)) {
            return Optional.of("program is \"" + program + "\", expected a name such as org.example/tool");
        }
        if (collection.isBlank()) {
            return Optional.of("no collection is given, expected a name such as telemetry.example.org");
        }
        return version.isBlank() ? Optional.of("no version is given, expected one such as 1.4.0") : Optional.empty();
    }

    /**
     * The version as it is written. Programs recognise snapshots themselves; other versions between releases become
     * {@code devel}.
     */
    private String writtenVersion() {
        return ReleaseVersion.isDevelopmentBuild(version) && !version.endsWith("-SNAPSHOT") ? Build.DEVEL : version;
    }

    /** What the maintainer may have forgotten, one sentence each. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!writtenVersion().equals(version)) {
            warnings.add("the version " + version + " is not a release, so it is written as " + Build.DEVEL
                    + ": what this build counts is never sent");
        }
        if (frames.isEmpty()) {
            warnings.add("no frames are given: stacks will show only classes that begin like the program's name");
        }
        if (!upload.isEmpty() && policy.isBlank()) {
            warnings.add(
                    "no policy is given: without the log's keys no configuration can be verified, so nothing is sent");
        }
        return warnings;
    }

    /**
     * Writes the file into a folder of classes or resources. The same identity gives the same bytes.
     *
     * @return the file
     */
    public Path write(Path classes) throws IOException {
        TreeMap<String, String> properties = new TreeMap<>();
        properties.put("program", program);
        properties.put("version", writtenVersion());
        properties.put("collection", collection);
        properties.put("upload", upload);
        properties.put("config", config);
        properties.put("policy", policy);
        properties.put("frames", String.join(",", frames));
        if (offByDefault) {
            properties.put("default", "off");
        }
        Path file = classes.resolve(FILE);
        Files.createDirectories(file.getParent());
        Files.write(file, PropertiesText.of(properties));
        return file;
    }
}
