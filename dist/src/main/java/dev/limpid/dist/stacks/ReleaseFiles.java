package dev.limpid.dist.stacks;

import dev.limpid.charts.stacks.ObfuscationMapping;
import dev.limpid.counter.home.Environment;
import dev.limpid.protocol.report.PublishedSymbols;
import dev.limpid.uploader.config.source.HttpLogFetcher;
import dev.limpid.uploader.config.source.ProxyRule;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Files of one kind that a program publishes with each of its releases. They are in a folder as a collection keeps
 * them, {@code <program>@<version>.txt}, or at an address that contains {@code {version}}. A file is read when its
 * version is requested; missing files are remembered. Not thread-safe.
 */
final class ReleaseFiles<T> {

    private static final int LARGEST = 64 << 20;

    private final String what;
    private final String program;
    private final String place;
    private final String ending;
    private final Function<String, T> reader;
    private final Environment environment;
    private final Map<String, Optional<T>> files = new HashMap<>();
    private final Set<String> missing = new TreeSet<>();

    private ReleaseFiles(
            String what,
            String program,
            String place,
            String ending,
            Function<String, T> reader,
            Environment environment) {
        this.what = what;
        this.program = program;
        this.place = place;
        this.ending = ending;
        this.reader = reader;
        this.environment = environment;
    }

    /**
     * The lists of released methods.
     *
     * @param place a folder or an address; empty for none
     */
    static ReleaseFiles<PublishedSymbols> symbols(String program, String place, Environment environment) {
        return new ReleaseFiles<>(
                "list of the methods",
                program,
                place,
                ".txt",
                text -> PublishedSymbols.of(List.of(text.split("\r?\n", -1))),
                environment);
    }

    /**
     * The mappings of obfuscated releases.
     *
     * @param place a folder or an address; empty for none
     */
    static ReleaseFiles<ObfuscationMapping> mappings(String program, String place, Environment environment) {
        return new ReleaseFiles<>("mapping", program, place, ".map", ObfuscationMapping::parse, environment);
    }

    Optional<T> of(String version) {
        if (place.isEmpty()) {
            return Optional.empty();
        }
        return files.computeIfAbsent(version, this::read);
    }

    /** The files that could not be read, one sentence each. */
    Set<String> missing() {
        return missing;
    }

    private Optional<T> read(String version) {
        try {
            byte[] bytes = isAddress() ? download(version) : file(version);
            return Optional.of(reader.apply(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException e) {
            missing.add("no " + what + " of " + program + " " + version + ": "
                    + (e.getMessage() == null ? e : e.getMessage()));
            return Optional.empty();
        }
    }

    private boolean isAddress() {
        return place.startsWith("http://") || place.startsWith("https://");
    }

    private byte[] file(String version) throws IOException {
        Path folder = Path.of(place);
        Path file = folder.resolve(program + "@" + version + ending).normalize();
        if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        return Files.readAllBytes(file);
    }

    private byte[] download(String version) throws IOException {
        URI address = URI.create(place.replace("{version}", SourceLinks.encoded(version)));
        String text = address.toString();
        int slash = text.lastIndexOf('/');
        return new HttpLogFetcher(
                        text.substring(0, slash), ProxyRule.of(environment).proxy(address))
                .fetch(text.substring(slash + 1), LARGEST);
    }
}
