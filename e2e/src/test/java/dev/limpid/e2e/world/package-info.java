/**
 * A small real world for tests: a collection server, machines with telemetry homes, and between them a wire that keeps
 * every byte. Tests set the time; programs run as processes.
 */
@NullMarked
package dev.limpid.e2e.world;

import org.jspecify.annotations.NullMarked;
