package dev.limpid.lsp4j;

import org.jspecify.annotations.Nullable;

/**
 * What a user chose on the editor's settings page.
 *
 * @param mode the mode; null if the editor sends any other word
 */
public record ChooseParams(@Nullable Choice mode) {

    /** The three modes, as they are written in JSON. */
    public enum Choice {
        off,
        local,
        on
    }
}
