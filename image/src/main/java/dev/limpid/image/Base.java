package dev.limpid.image;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The base of an image: a Java runtime, and a shell for {@code bin/limpid}. */
sealed interface Base {

    /** The name that selects {@link Empty}. */
    String EMPTY = "scratch";

    /** An image in a registry, for all platforms that are released. */
    record Registry(String reference) implements Base {}

    /** A file as {@code docker save} writes it, which contains one platform. */
    record Tar(Path file) implements Base {}

    /** No base: such an image has only its own layers and cannot run. */
    record Empty() implements Base {}

    /** {@code scratch}, {@code tar:FILE}, or an image's name. */
    static Base of(String text) {
        if (text.equals(EMPTY)) {
            return new Empty();
        }
        return text.startsWith("tar:") ? new Tar(Path.of(text.substring(4))) : new Registry(text);
    }

    /** The base's name in an image's label. */
    default String label() {
        if (this instanceof Registry registry) {
            return registry.reference();
        }
        return this instanceof Tar tar ? tar.file().getFileName().toString() : EMPTY;
    }

    /** A file contains one platform only, which is assumed to be this machine's. */
    default List<Platform> platforms() {
        Platform amd64 = new Platform("amd64", "linux");
        Platform arm64 = new Platform("arm64", "linux");
        if (this instanceof Registry) {
            return List.of(amd64, arm64);
        }
        return List.of(System.getProperty("os.arch").equals("aarch64") ? arm64 : amd64);
    }

    /** Starts an image with only this base. */
    default JibContainerBuilder begin() throws BaseUnavailableException {
        try {
            if (this instanceof Registry registry) {
                return Jib.from(registry.reference());
            }
            if (this instanceof Tar tar) {
                if (!Files.isReadable(tar.file())) {
                    throw new BaseUnavailableException(this, "the file does not exist or cannot be read", null);
                }
                return Jib.from(TarImage.at(tar.file()));
            }
            return Jib.fromScratch();
        } catch (InvalidImageReferenceException e) {
            throw new BaseUnavailableException(this, "this is not the name of an image", e);
        }
    }
}
