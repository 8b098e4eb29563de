/** Tests of requests to other servers. */
@NullMarked
package dev.limpid.server.outbound;

import org.jspecify.annotations.NullMarked;
