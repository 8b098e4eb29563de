/** The server with clients that are not ours. */
@NullMarked
package dev.limpid.e2e.server;

import org.jspecify.annotations.NullMarked;
