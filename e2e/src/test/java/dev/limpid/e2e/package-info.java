/** Tests of the whole way, with real processes, files, sockets, servers and browsers; and of the shape of the project. */
@NullMarked
package dev.limpid.e2e;

import org.jspecify.annotations.NullMarked;
