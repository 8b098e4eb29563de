/** Tests of the witness. */
@NullMarked
package dev.limpid.server.witness;

import org.jspecify.annotations.NullMarked;
