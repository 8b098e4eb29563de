/**
 * A collection of a program that nobody runs: two years of twenty thousand made-up machines, so that one sees what charts
 * look like in life. What the machines counted is drawn by a generator with a fixed seed; which of them answer, their
 * answers, what is published of these and all charts come from the code that real collections run.
 */
@NullMarked
package dev.limpid.dist.demo.madeup;

import org.jspecify.annotations.NullMarked;
