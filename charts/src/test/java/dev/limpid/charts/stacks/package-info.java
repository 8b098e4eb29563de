@NullMarked
package dev.limpid.charts.stacks;

import org.jspecify.annotations.NullMarked;
