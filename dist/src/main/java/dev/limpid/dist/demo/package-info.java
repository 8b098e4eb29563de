/**
 * The whole way on one machine, in a minute: a collection server, a configuration decided by a chart config, and real
 * processes of a real program in dozens of telemetry homes, over weeks that pass at once. Time is moved; nothing else is
 * pretended.
 */
@NullMarked
package dev.limpid.dist.demo;

import org.jspecify.annotations.NullMarked;
