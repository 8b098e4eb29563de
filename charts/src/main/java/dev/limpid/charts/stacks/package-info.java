/**
 * Which stacks are of one cause: the rule by which charts, pages and {@code limpid stacks} group them, and the conditions
 * by which a program's maintainers say which of them they know. Frames as published answers name them flow in. Implements
 * the part "Groups" of {@code spec/charts.md}, and {@code spec/known-stacks.md}.
 */
@NullMarked
package dev.limpid.charts.stacks;

import org.jspecify.annotations.NullMarked;
