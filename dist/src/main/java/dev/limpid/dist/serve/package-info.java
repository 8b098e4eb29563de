/**
 * The commands of those who run a collection server: serve, back up, restore, drop what is old. They read a configuration file and call
 * {@link dev.limpid.server.CollectionServer}; nothing is decided here. See {@code docs/operate.md}.
 */
@NullMarked
package dev.limpid.dist.serve;

import org.jspecify.annotations.NullMarked;
