package dev.limpid.lsp4j;

import org.jspecify.annotations.Nullable;

/**
 * An event in the editor's extension.
 *
 * @param counter one of the counters that the server lists
 * @param events how many events; one if it is left out
 */
public record CountParams(
        @Nullable String counter, @Nullable Long events) {}
