/**
 * What a large collection costs per week: a simulation of machines with the production rules, for {@code docs/scale.md}.
 */
@NullMarked
package dev.limpid.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
