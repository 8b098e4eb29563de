/** Counts Micrometer's measurements: a registry in addition to the program's own, which counts only what is listed. */
@NullMarked
package dev.limpid.micrometer;

import org.jspecify.annotations.NullMarked;
