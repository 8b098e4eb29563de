/** Tests of the relay's own classes. */
@NullMarked
package dev.limpid.server.relay;

import org.jspecify.annotations.NullMarked;
