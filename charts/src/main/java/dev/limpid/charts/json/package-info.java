/** Reads small JSON documents, such as chart sets and indexes of published files. Errors name the place. */
@NullMarked
package dev.limpid.charts.json;

import org.jspecify.annotations.NullMarked;
