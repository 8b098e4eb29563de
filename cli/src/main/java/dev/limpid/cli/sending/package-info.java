/**
 * What is sent: what would be, what was, and sending it now. {@code dev.limpid.uploader.run} decides; here it is asked for and shown.
 */
@NullMarked
package dev.limpid.cli.sending;

import org.jspecify.annotations.NullMarked;
