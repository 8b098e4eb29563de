/**
 * One room with everything in it: a collection server on the loopback address, the telemetry homes of a few users, and
 * one clock, which is set by hand, so that weeks pass at once. Only time is moved; programs are real processes, and answers
 * go over HTTP. In flow charts and what the users do on a day; out flow published weeks. The demo and rehearsals are both
 * made of it.
 */
@NullMarked
package dev.limpid.dist.simulation;

import org.jspecify.annotations.NullMarked;
