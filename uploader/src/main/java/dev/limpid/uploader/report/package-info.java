/**
 * What was counted in one week on this machine becomes one report. Count files come in, the local report goes out; it
 * holds everything and stays on the machine. Pure: files are read and written in {@code dev.limpid.uploader.home} and {@code run}.
 * Specified in {@code spec/home.md}, "The end of a week".
 */
@NullMarked
package dev.limpid.uploader.report;

import org.jspecify.annotations.NullMarked;
