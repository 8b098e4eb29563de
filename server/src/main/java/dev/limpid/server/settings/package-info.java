/**
 * What the operator writes into the files that the server and the relay are started with, read and checked. Specified in
 * {@code spec/server-config.md}.
 */
@NullMarked
package dev.limpid.server.settings;

import org.jspecify.annotations.NullMarked;
