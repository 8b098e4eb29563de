/**
 * How the parts of the server answer: a request comes in, an answer goes out; none of them sees the HTTP library, which
 * {@code message} and {@code front} alone do.
 */
@NullMarked
package dev.limpid.server.http;

import org.jspecify.annotations.NullMarked;
