/**
 * The commands for people who run a collection server: serve, publish, back up, restore, drop old answers. They read
 * the server's configuration file, as do all commands that work on a server's files, and call {@link
 * dev.limpid.server.CollectionServer} and its parts; they decide nothing. See {@code docs/operate.md} and
 * {@code spec/server-config.md}.
 */
@NullMarked
package dev.limpid.dist.serve;

import org.jspecify.annotations.NullMarked;
