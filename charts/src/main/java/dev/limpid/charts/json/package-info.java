/** Small JSON documents, such as chart sets and indexes of published files, read with errors that say where. */
@NullMarked
package dev.limpid.charts.json;

import org.jspecify.annotations.NullMarked;
