/**
 * Reporting inside programs. A program names its collection; then passes are made over its telemetry home, at
 * most one a day unless answers wait: by a detached child of a short command, or on a daemon thread of a long-running program. The program never
 * waits for the pass and never notices if it fails. In mode off, nothing is done. Specified in {@code spec/home.md},
 * "In programs".
 */
@NullMarked
package dev.limpid.uploader.embed;

import org.jspecify.annotations.NullMarked;
