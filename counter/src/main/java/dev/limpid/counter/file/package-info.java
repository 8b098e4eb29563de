/**
 * Count files and their journals on disk: their layout, the files that belong to one build and week, and the mapped
 * file that processes share. Input: events by name. Output: files in the telemetry home's {@code local} folder.
 * Specified in {@code spec/count-file.md}.
 */
@NullMarked
package dev.limpid.counter.file;

import org.jspecify.annotations.NullMarked;
