/**
 * The unmodified {@code go} command as the judge of the log: it downloads the configuration from the server and from a
 * static export with its checksum database on, and must refuse every forgery. Skipped where {@code go} is not installed.
 */
@NullMarked
package dev.limpid.e2e.golang;

import org.jspecify.annotations.NullMarked;
