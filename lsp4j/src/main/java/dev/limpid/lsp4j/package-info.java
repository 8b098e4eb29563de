/** Telemetry of language servers: the user is asked through the editor, and the editor may show, change and count. */
@NullMarked
package dev.limpid.lsp4j;

import org.jspecify.annotations.NullMarked;
