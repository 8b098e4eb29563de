/** From crashes to issues: real exceptions of real tools in the right groups, one stack the whole way. */
@NullMarked
package dev.limpid.e2e.stacks;

import org.jspecify.annotations.NullMarked;
