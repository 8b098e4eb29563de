/** Tests of the operator's functions other than serving. */
@NullMarked
package dev.limpid.server.ops;

import org.jspecify.annotations.NullMarked;
