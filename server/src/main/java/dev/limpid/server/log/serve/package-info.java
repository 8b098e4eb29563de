/**
 * Serves the published trees: as C2SP tiles and checkpoints, as a Go module proxy with its checksum database, and as a
 * Maven repository. Only reads.
 */
@NullMarked
package dev.limpid.server.log.serve;

import org.jspecify.annotations.NullMarked;
