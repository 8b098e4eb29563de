/**
 * The HTTP listener: connections, their states and deadlines, and the threads that handle requests and make pages. It
 * hands complete requests to the collections mounted there.
 */
@NullMarked
package dev.limpid.server.http.front;

import org.jspecify.annotations.NullMarked;
