package dev.limpid.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Builds the images of a release and writes their digests to IMAGES, or fetches their base. Exits with 3 if the base is unavailable.
 */
@Command(name = "image", sortOptions = false)
final class Main implements Callable<Integer> {

    static final int NO_BASE = 3;

    @Option(names = "--dockerfile", required = true)
    private Path dockerfile = Path.of("");

    @Option(
            names = "--base",
            description = "an image's name, tar:FILE or scratch; by default the one that the Dockerfile names")
    private @Nullable String base;

    @Option(names = "--cache", required = true, description = "the folder that keeps base images")
    private Path cache = Path.of("");

    @Option(
            names = "--archive",
            description = "the folder of the unpacked archive; without it, only the base is fetched")
    private @Nullable Path archive;

    @Option(names = "--version")
    private String version = "";

    @Option(names = "--made")
    private String made = "1970-01-01T00:00:00Z";

    @Option(names = "--revision")
    private String revision = "";

    @Option(names = "--to", description = "the folder for the images and IMAGES")
    private Path folder = Path.of("");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Recipe recipe = Recipe.read(dockerfile);
        Base from = Base.of(base == null ? recipe.base() : base);
        Files.createDirectories(cache);
        StringBuilder digests = new StringBuilder();
        try {
            for (Platform platform : from.platforms()) {
                if (archive == null) {
                    CommandImage.fetch(from, platform, cache);
                } else {
                    CommandImage image = new CommandImage(archive, recipe, version, Instant.parse(made), revision);
                    String name = "limpid-" + version + "-" + platform.getOs() + "-" + platform.getArchitecture();
                    String digest = image.write(from, platform, cache, folder.resolve(name + ".tar"));
                    digests.append(digest).append("  ").append(name).append(".tar\n");
                }
            }
            if (archive != null) {
                Files.writeString(folder.resolve("IMAGES"), digests, UTF_8);
            }
            return 0;
        } catch (BaseUnavailableException e) {
            spec.commandLine().getErr().println("image: " + e.getMessage());
            return NO_BASE;
        }
    }
}
