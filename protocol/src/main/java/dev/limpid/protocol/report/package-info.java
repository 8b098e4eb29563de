/**
 * Reports: event totals of one week, as the user's machine writes them and as clients of golang.org/x/telemetry send
 * them; also the names of builds and stacks. Values only; nothing here reads files, clocks or the network. Specified in
 * {@code spec/report.md}.
 */
@NullMarked
package dev.limpid.protocol.report;

import org.jspecify.annotations.NullMarked;
