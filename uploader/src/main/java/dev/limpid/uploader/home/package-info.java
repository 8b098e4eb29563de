/**
 * What lies in a telemetry home: count files, local reports, answers that wait and copies of those that were sent, what was
 * decided about each week, and where a collection has its server. Bytes flow in and records flow out, or the other way round; a damaged
 * file is told from one that cannot be read. Nothing here decides what is sent. Specified in {@code spec/home.md}.
 */
@NullMarked
package dev.limpid.uploader.home;

import org.jspecify.annotations.NullMarked;
