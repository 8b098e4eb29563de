/**
 * What is reported about several chart sets, in populations where something changed and where nothing did.
 */
@NullMarked
package dev.limpid.charts.compare;

import org.jspecify.annotations.NullMarked;
