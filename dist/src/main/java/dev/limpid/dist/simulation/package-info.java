/**
 * A complete simulated collection: a collection server on the loopback address, the telemetry homes of a few users, and
 * one clock that is set by hand, so that weeks pass at once. Only time is simulated; programs are real processes, and
 * answers are sent over HTTP. The input is charts and what the users do on a day; the output is published weeks. The
 * demo and rehearsals both use it.
 */
@NullMarked
package dev.limpid.dist.simulation;

import org.jspecify.annotations.NullMarked;
