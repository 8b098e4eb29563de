/** The gate before publication that a collection can have: it holds back lines that too few machines gave. */
@NullMarked
package dev.limpid.server.publish.gate;

import org.jspecify.annotations.NullMarked;
