/**
 * Measures participation: how many installations took part in the last whole weeks. Sampling rates depend on it.
 */
@NullMarked
package dev.limpid.server.sampling;

import org.jspecify.annotations.NullMarked;
