/**
 * The tree of the log on the disk: its only writer, which appends, signs heads and has them cosigned, and the published
 * part that readers see. It acknowledges only what is durable, and signs only what it recomputed from the stored tiles.
 */
@NullMarked
package dev.limpid.server.log.tree;

import org.jspecify.annotations.NullMarked;
