/** Tests of the operator's commands. */
@NullMarked
package dev.limpid.dist.serve;

import org.jspecify.annotations.NullMarked;
