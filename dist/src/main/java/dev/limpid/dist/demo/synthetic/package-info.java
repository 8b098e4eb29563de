/**
 * A collection of a program that nobody runs: two years of twenty thousand made-up machines, to show what real charts
 * look like. A generator with a fixed seed draws what the machines counted. Which of them answer, their answers, what
 * is published and all charts come from the code that real collections run.
 */
@NullMarked
package dev.limpid.dist.demo.synthetic;

import org.jspecify.annotations.NullMarked;
