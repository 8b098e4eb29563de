/**
 * How much one sender may hold of what all share: connections, memory, time, open files. Amounts come in, yes or no goes out.
 */
@NullMarked
package dev.limpid.server.http.limit;

import org.jspecify.annotations.NullMarked;
