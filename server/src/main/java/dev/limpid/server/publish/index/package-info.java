/**
 * Reads and writes the index of {@code /data/} and the logged manifests, which list published files by name and digest.
 * Specified in {@code spec/charts.md}.
 */
@NullMarked
package dev.limpid.server.publish.index;

import org.jspecify.annotations.NullMarked;
