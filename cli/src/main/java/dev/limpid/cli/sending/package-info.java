/**
 * The commands that show what would be sent and what was sent, and that send it now. {@code dev.limpid.uploader.run} has the rules; the
 * commands call it and show the results.
 */
@NullMarked
package dev.limpid.cli.sending;

import org.jspecify.annotations.NullMarked;
