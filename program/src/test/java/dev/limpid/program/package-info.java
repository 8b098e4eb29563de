/** Tests of what a program's build does. */
@NullMarked
package dev.limpid.program;

import org.jspecify.annotations.NullMarked;
