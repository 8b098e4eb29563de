/** The server with clients of others. */
@NullMarked
package dev.limpid.e2e.server;

import org.jspecify.annotations.NullMarked;
