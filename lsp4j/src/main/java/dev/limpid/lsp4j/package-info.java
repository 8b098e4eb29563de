/** Telemetry of language servers: the editor asks the user for consent, shows and changes the mode, and counts events. */
@NullMarked
package dev.limpid.lsp4j;

import org.jspecify.annotations.NullMarked;
