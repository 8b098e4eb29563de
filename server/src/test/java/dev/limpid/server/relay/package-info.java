/** Tests of the relay's own parts. */
@NullMarked
package dev.limpid.server.relay;

import org.jspecify.annotations.NullMarked;
