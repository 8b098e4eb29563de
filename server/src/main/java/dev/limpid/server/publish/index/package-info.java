/**
 * What was published, by name and digest: the index of {@code /data/} and the manifest that the log gets, read and written.
 * Specified in {@code spec/charts.md}.
 */
@NullMarked
package dev.limpid.server.publish.index;

import org.jspecify.annotations.NullMarked;
