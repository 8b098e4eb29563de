/** The gate that a collection may set before its publication: no line passes that too few machines gave. */
@NullMarked
package dev.limpid.server.publish.gate;

import org.jspecify.annotations.NullMarked;
