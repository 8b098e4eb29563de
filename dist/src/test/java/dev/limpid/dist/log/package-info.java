/** Tests of the commands. */
@NullMarked
package dev.limpid.dist.log;

import org.jspecify.annotations.NullMarked;
