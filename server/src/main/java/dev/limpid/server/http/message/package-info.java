/**
 * Bytes of HTTP/1.1 as requests, and answers as bytes: read strictly, refused with the reason. Specified in {@code spec/http.md}.
 */
@NullMarked
package dev.limpid.server.http.message;

import org.jspecify.annotations.NullMarked;
