/** Events of the JDK's flight recorder as counters: those that are listed, and no others. */
@NullMarked
package dev.limpid.jfr;

import org.jspecify.annotations.NullMarked;
