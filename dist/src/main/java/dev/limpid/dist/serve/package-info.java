/**
 * The commands of those who run a collection server: serve, publish, back up, restore, drop what is old. They read the
 * server's configuration file, as every command does that works on what a server keeps, and call
 * {@link dev.limpid.server.CollectionServer} and its parts; nothing is decided here. See {@code docs/operate.md} and
 * {@code spec/server-config.md}.
 */
@NullMarked
package dev.limpid.dist.serve;

import org.jspecify.annotations.NullMarked;
