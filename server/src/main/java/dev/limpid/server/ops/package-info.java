/**
 * Operations: metrics for Prometheus, health and readiness, and backups. In: events of {@code server.http} and
 * {@code server.intake}, none of which identifies a sender. Out: the pages of the operations port. Specified in
 * {@code spec/http.md}.
 */
@NullMarked
package dev.limpid.server.ops;

import org.jspecify.annotations.NullMarked;
