/**
 * Reads bytes of HTTP/1.1 strictly as requests, refuses with a reason, and writes answers as bytes. Specified in
 * {@code spec/http.md}.
 */
@NullMarked
package dev.limpid.server.http.message;

import org.jspecify.annotations.NullMarked;
