/**
 * A small real world for tests: a collection server, machines with telemetry homes, and between them a wire that keeps
 * every byte. Time is moved by hand; programs run as processes.
 */
@NullMarked
package dev.limpid.e2e.world;

import org.jspecify.annotations.NullMarked;
