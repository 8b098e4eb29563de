/** Tests of the commands for builds. */
@NullMarked
package dev.limpid.dist.program;

import org.jspecify.annotations.NullMarked;
