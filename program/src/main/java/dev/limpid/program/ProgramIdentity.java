package dev.limpid.program;

import dev.limpid.protocol.config.ReleaseSource;
import dev.limpid.protocol.config.ReleaseVersion;
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
 * Which program this is and where it belongs, as {@code META-INF/limpid/program.properties} says it.
 *
 * @param program the program's name, such as {@code org.example/tool}
 * @param version this build's version; one that was made between releases ({@link ReleaseVersion#isBetween}) counts apart and
 *     is never sent
 * @param collection the collection's name, such as {@code telemetry.example.org}
 * @param upload where answers are sent; empty if nowhere yet
 * @param config where the collection's log is served; empty if nowhere yet
 * @param policy the keys of the log and of its witnesses, as text; empty if there is no log yet
 * @param frames beginnings of the names of classes that stacks may show beside those of the JDK
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

    /** Where it lies in a folder of classes. */
    public static final String FILE = "META-INF/limpid/program.properties";

    public ProgramIdentity {
        frames = List.copyOf(frames);
    }

    private static String unread(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "is not there";
        }
        if (e instanceof AccessDeniedException) {
            return "may not be read by this user";
        }
        return e instanceof CharacterCodingException
                ? "is no text in UTF-8"
                : "cannot be read (" + e.getMessage() + ")";
    }

    /**
     * Reads a file of a policy.
     *
     * @throws IOException also if none is in it: a program without one is built by naming no file
     */
    public static String policyOf(Path file) throws IOException {
        String policy;
        try {
            policy = Files.readString(file);
        } catch (IOException e) {
            throw new IOException(file + " " + unread(e) + ", expected the policy of a log", e);
        }
        if (policy.lines().noneMatch(line -> line.strip().startsWith("log "))) {
            throw new IOException(file + ": there is no key of a log, expected a line like"
                    + " \"log telemetry.example.org+…\", as limpid log info prints it");
        }
        return policy;
    }

    /** What makes it none; empty if it can be written. */
    public Optional<String> problem() {
        if (!ReleaseSource.isProgramName(program)) {
            return Optional.of("program is \"" + program + "\", expected a name such as org.example/tool");
        }
        if (collection.isBlank()) {
            return Optional.of("no collection is given, expected a name such as telemetry.example.org");
        }
        return version.isBlank() ? Optional.of("no version is given, expected one such as 1.4.0") : Optional.empty();
    }

    /** The version as it is written. Programs know snapshots by themselves, all else between releases by this word. */
    private String writtenVersion() {
        return ReleaseVersion.isBetween(version) && !version.endsWith("-SNAPSHOT") ? Build.DEVEL : version;
    }

    /** What its maintainer may have forgotten, a sentence each. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!writtenVersion().equals(version)) {
            warnings.add("the version " + version + " is none of a release, so it is written as " + Build.DEVEL
                    + ": what this build counts is never sent");
        }
        if (frames.isEmpty()) {
            warnings.add("no frames are given: stacks will show classes that begin like the program's name only");
        }
        if (!upload.isEmpty() && policy.isBlank()) {
            warnings.add(
                    "no policy is given: without the log's keys no configuration can be proven, so nothing is sent");
        }
        return warnings;
    }

    /**
     * Writes it into a folder of classes or resources. The same identity is the same bytes.
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
