/**
 * Reads what programs counted: a strict reader for count files and journals, the set of files of one build and week,
 * and the reason why a program stopped counting. It takes files of the telemetry home's {@code local} folder and
 * returns counts by name; {@code dev.limpid.counter} writes these files. Specified in {@code spec/count-file.md}.
 */
@NullMarked
package dev.limpid.countfile;

import org.jspecify.annotations.NullMarked;
