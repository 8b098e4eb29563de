/**
 * Reads and checks the operator's configuration files for the server and the relay. Specified in
 * {@code spec/server-config.md}.
 */
@NullMarked
package dev.limpid.server.settings;

import org.jspecify.annotations.NullMarked;
