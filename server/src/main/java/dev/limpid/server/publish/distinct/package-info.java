/** Answers in, distinct answers with their numbers out, in the order of their bytes, however many there are. */
@NullMarked
package dev.limpid.server.publish.distinct;

import org.jspecify.annotations.NullMarked;
