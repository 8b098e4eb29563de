/**
 * The tree of the log on the disk: the one writer that appends to it, signs its heads and has them witnessed, and what readers
 * of the disk see of it. What is acknowledged is durable, what is signed was recomputed from what is stored.
 */
@NullMarked
package dev.limpid.server.log.tree;

import org.jspecify.annotations.NullMarked;
