/** From crashes to issues: real exceptions of real tools in the right groups, and one stack through every step. */
@NullMarked
package dev.limpid.e2e.stacks;

import org.jspecify.annotations.NullMarked;
