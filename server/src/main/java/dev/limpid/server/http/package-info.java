/**
 * The requests that parts of the server receive and the responses that they return. Only {@code message} and
 * {@code front} use the HTTP library.
 */
@NullMarked
package dev.limpid.server.http;

import org.jspecify.annotations.NullMarked;
