/** Counts events of the JDK's flight recorder: those that are listed, and no others. */
@NullMarked
package dev.limpid.jfr;

import org.jspecify.annotations.NullMarked;
