/**
 * The files of a telemetry home: count files, local reports, waiting answers and copies of those that were sent, what
 * was decided about each week, and where the collection's server is. Converts between bytes and records; a damaged file
 * is distinguished from one that cannot be read. Nothing here decides what is sent. Specified in {@code spec/home.md}.
 */
@NullMarked
package dev.limpid.uploader.home;

import org.jspecify.annotations.NullMarked;
