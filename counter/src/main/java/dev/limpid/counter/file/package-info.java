/**
 * Count files and their journals on disk: the strict reader, the families of files that belong to one build and week,
 * and the mapped file that processes share. In flow files of the telemetry home's {@code local} folder; out flow
 * counts by name. Specified in {@code spec/count-file.md}.
 */
@NullMarked
package dev.limpid.counter.file;

import org.jspecify.annotations.NullMarked;
