/**
 * Reporting inside programs. A program says where it belongs; what comes out is at most one pass a day over its
 * telemetry home: by a detached child of a short command, or on a daemon thread of a long-running program. The program
 * never waits for it and never notices it fail. Nothing at all in mode off. Specified in {@code spec/home.md}, "In
 * programs".
 */
@NullMarked
package dev.limpid.uploader.embed;

import org.jspecify.annotations.NullMarked;
