/**
 * What the operator sees: counts and times for Prometheus, health and readiness, backups and retention. In: events of
 * {@code server.http} and {@code server.intake}, none of which tells who sent what. Out: the pages of the operations
 * port. Specified in {@code spec/http.md}.
 */
@NullMarked
package dev.limpid.server.ops;

import org.jspecify.annotations.NullMarked;
