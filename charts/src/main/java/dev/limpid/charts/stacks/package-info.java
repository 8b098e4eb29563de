/**
 * Decides which stacks have one cause: the rule by which charts, pages and {@code limpid stacks} group stacks, and the
 * conditions by which a program's maintainers describe the stacks that they know. The input is frames as published
 * answers name them. Implements the part "Groups" of {@code spec/charts.md}, and {@code spec/known-stacks.md}.
 */
@NullMarked
package dev.limpid.charts.stacks;

import org.jspecify.annotations.NullMarked;
