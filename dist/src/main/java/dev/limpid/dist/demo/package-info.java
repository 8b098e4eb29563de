/**
 * The demo: the whole path from counter to chart on one machine, in about a minute on two cores. It has a collection server, a
 * configuration made from a chart config, and real processes of a real program in dozens of telemetry homes, over
 * simulated weeks. Only time is simulated.
 */
@NullMarked
package dev.limpid.dist.demo;

import org.jspecify.annotations.NullMarked;
