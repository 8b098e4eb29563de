/** Tests of the whole server over real sockets. */
@NullMarked
package dev.limpid.server;

import org.jspecify.annotations.NullMarked;
