/**
 * What listens: connections, their states and deadlines, and the threads on which requests are taken and pages made. Whole requests go
 * to the collections mounted there.
 */
@NullMarked
package dev.limpid.server.http.front;

import org.jspecify.annotations.NullMarked;
