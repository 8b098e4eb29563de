/**
 * Where a collection's files are stored on this machine, and what the user allows: the telemetry home, the choice file
 * {@code mode}, and the rules that lower it (environment, DO_NOT_TRACK, continuous integration, the system-wide file).
 * Input: environment variables and small files. Output: the effective mode with its reason. Specified in {@code
 * spec/count-file.md}, section "Telemetry home".
 */
@NullMarked
package dev.limpid.counter.home;

import org.jspecify.annotations.NullMarked;
