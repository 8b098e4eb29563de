/**
 * How many installations take part, as measured in the last whole weeks: what sampling rates go by.
 */
@NullMarked
package dev.limpid.server.sampling;

import org.jspecify.annotations.NullMarked;
