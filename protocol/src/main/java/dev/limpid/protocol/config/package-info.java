/**
 * What may be collected, and who decided it: charts, the collection configuration generated from them, and the one
 * rule by which both the user's machine and the server select what a report may hold. Specified in
 * {@code spec/chart-config.md} and {@code spec/questions.md}.
 */
@NullMarked
package dev.limpid.protocol.config;

import org.jspecify.annotations.NullMarked;
