/**
 * How much one sender may take of shared resources: connections, memory, time, open files. Amounts come in; permission
 * or refusal goes out.
 */
@NullMarked
package dev.limpid.server.http.limit;

import org.jspecify.annotations.NullMarked;
