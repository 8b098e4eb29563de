package dev.limpid.image;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The base of an image is unavailable. */
final class BaseUnavailableException extends IOException {

    private static final long serialVersionUID = 1;

    BaseUnavailableException(Base base, String why, @Nullable Throwable cause) {
        super("the base " + base.label() + " is unavailable: " + why, cause);
    }
}
