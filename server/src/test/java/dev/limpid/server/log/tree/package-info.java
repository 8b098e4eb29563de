/** Tests of the log's stored tree, with disks that fail. */
@NullMarked
package dev.limpid.server.log.tree;

import org.jspecify.annotations.NullMarked;
