package dev.limpid.image;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The base of an image cannot be had. */
final class NoBase extends IOException {

    private static final long serialVersionUID = 1;

    NoBase(Base base, String why, @Nullable Throwable cause) {
        super("the base " + base.label() + " cannot be had: " + why, cause);
    }
}
