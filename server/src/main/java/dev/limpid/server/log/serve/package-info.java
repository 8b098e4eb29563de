/**
 * The published tree as others read it: C2SP tiles and checkpoints, a Go module proxy with its checksum database, and a Maven
 * repository. Reads only.
 */
@NullMarked
package dev.limpid.server.log.serve;

import org.jspecify.annotations.NullMarked;
