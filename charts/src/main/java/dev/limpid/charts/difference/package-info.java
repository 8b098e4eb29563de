/**
 * Which differences between machines a chart may call certain: between those with a value and all others, before and since a
 * version. What machines of several versions or one network may have made is none. The result is {@link
 * dev.limpid.charts.Difference}. How published chart sets differ is in {@code compare}.
 *
 * <p>Uses {@code estimate} and what that uses.
 */
@NullMarked
package dev.limpid.charts.difference;

import org.jspecify.annotations.NullMarked;
