/**
 * What a large collection costs a week: a simulation of machines, with the rules that ship, for {@code docs/scale.md}.
 */
@NullMarked
package dev.limpid.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
