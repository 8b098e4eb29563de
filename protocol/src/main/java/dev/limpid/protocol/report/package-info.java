/**
 * What travels: the report, as the user's machine writes it, as it is sent, stored and published.
 * Values only; nothing here reads files, clocks or the network. Specified in {@code spec/report.md}.
 */
@NullMarked
package dev.limpid.protocol.report;

import org.jspecify.annotations.NullMarked;
