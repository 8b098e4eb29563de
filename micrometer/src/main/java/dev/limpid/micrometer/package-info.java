/** Micrometer's measurements as counters: a registry beside the program's own, which counts what is listed and nothing else. */
@NullMarked
package dev.limpid.micrometer;

import org.jspecify.annotations.NullMarked;
