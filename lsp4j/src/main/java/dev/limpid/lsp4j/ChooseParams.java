package dev.limpid.lsp4j;

import org.jspecify.annotations.Nullable;

/**
 * What a user chose on the editor's page of settings.
 *
 * @param mode the mode; an editor that sends another word than these sends none
 */
public record ChooseParams(@Nullable Choice mode) {

    /** The three modes, as JSON has them. */
    public enum Choice {
        off,
        local,
        on
    }
}
