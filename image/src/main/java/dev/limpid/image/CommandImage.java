package dev.limpid.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command in an image, on a base:
 * <pre>
 *   layer       path                   what
 *   libraries   /opt/limpid/lib        third-party jars, which rarely change
 *   limpid      /opt/limpid            everything else of the archive
 *   data        {@link Recipe#volume}        empty, the user's own
 * </pre>
 *
 * @param archive the folder that the archive unpacks to
 * @param made the timestamp of the image and its files, so that every build gives the same bytes
 * @param revision the commit that it was built from
 */
record CommandImage(Path archive, Recipe recipe, String version, Instant made, String revision) {

    /** A number, since the base may have no name for this user. */
    static final String USER = "10001:10001";

    private static final AbsoluteUnixPath HOME = AbsoluteUnixPath.get("/opt/limpid");
    private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
    private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");

    /**
     * Writes the image to a file in the format of {@code docker save}.
     *
     * @param cache the folder that keeps fetched base images for the next build
     * @return the digest by which a registry names the image
     * @throws BaseUnavailableException if the base is unavailable
     */
    String write(Base base, Platform platform, Path cache, Path file) throws IOException {
        JibContainerBuilder image = base.begin()
                .setPlatforms(Set.of(platform))
                .setFormat(ImageFormat.Docker)
                .setCreationTime(made)
                .setFileEntriesLayers(layers())
                .setEntrypoint(recipe.entrypoint())
                .setProgramArguments(recipe.command())
                .setEnvironment(recipe.environment())
                .addEnvironmentVariable("HOME", recipe.volume())
                .setExposedPorts(recipe.ports().stream().map(Port::tcp).collect(Collectors.toSet()))
                .setVolumes(AbsoluteUnixPath.get(recipe.volume()))
                .setUser(USER)
                .setLabels(labels(base));
        return written(image, base, cache, file);
    }

    /** Fetches a base, so that images can be built on it without a network. */
    static void fetch(Base base, Platform platform, Path cache) throws IOException {
        Path file = Files.createTempFile("limpid-base", ".tar");
        try {
            written(base.begin().setPlatforms(Set.of(platform)), base, cache, file);
        } finally {
            Files.delete(file);
        }
    }

    private static String written(JibContainerBuilder image, Base base, Path cache, Path file) throws IOException {
        try {
            TarImage tar = TarImage.at(file).named("limpid:latest");
            return image.containerize(Containerizer.to(tar)
                            .setBaseImageLayersCache(cache.resolve("base"))
                            .setApplicationLayersCache(cache.resolve("limpid"))
                            .setToolName("limpid"))
                    .getDigest()
                    .toString();
        } catch (RegistryException | ExecutionException e) {
            Throwable why = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new BaseUnavailableException(
                    base, String.valueOf(why.getMessage()).lines().findFirst().orElse(""), e);
        } catch (InvalidImageReferenceException | CacheDirectoryCreationException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    private List<FileEntriesLayer> layers() throws IOException {
        Predicate<Path> library =
                file -> file.startsWith("lib") && !file.getFileName().toString().startsWith("limpid-");
        return List.of(
                layer("libraries", library),
                layer("limpid", library.negate()),
                FileEntriesLayer.builder()
                        .setName("data")
                        .addEntry(
                                Files.createDirectories(archive),
                                AbsoluteUnixPath.get(recipe.volume()),
                                FilePermissions.fromOctalString("700"),
                                made,
                                USER)
                        .build());
    }

    private FileEntriesLayer layer(String name, Predicate<Path> wanted) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        try (Stream<Path> files = Files.walk(archive)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path relative = archive.relativize(file);
                if (wanted.test(relative)) {
                    layer.addEntry(file, HOME.resolve(relative), relative.startsWith("bin") ? PROGRAM : FILE, made, "");
                }
            }
        }
        return layer.build();
    }

    private Map<String, String> labels(Base base) {
        return Map.of(
                "org.opencontainers.image.title",
                "limpid",
                "org.opencontainers.image.version",
                version,
                "org.opencontainers.image.revision",
                revision,
                "org.opencontainers.image.licenses",
                "Apache-2.0",
                "org.opencontainers.image.base.name",
                base.label());
    }
}
