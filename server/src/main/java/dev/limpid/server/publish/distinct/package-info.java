/**
 * Counts distinct answers. In: any number of answers. Out: the distinct ones with their numbers, in the order of their
 * bytes.
 */
@NullMarked
package dev.limpid.server.publish.distinct;

import org.jspecify.annotations.NullMarked;
