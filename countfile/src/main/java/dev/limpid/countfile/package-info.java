/**
 * The side that reads what programs counted: the strict reader of count files and journals, the families of files that
 * belong to one build and week, and why a program counts no more. In flow files of the telemetry home's {@code local}
 * folder; out flow counts by name. What writes these files is {@code dev.limpid.counter}. Specified in
 * {@code spec/count-file.md}.
 */
@NullMarked
package dev.limpid.countfile;

import org.jspecify.annotations.NullMarked;
