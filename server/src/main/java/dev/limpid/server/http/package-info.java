/** How the parts of the server answer: a request comes in, an answer goes out; no part sees the HTTP library. */
@NullMarked
package dev.limpid.server.http;

import org.jspecify.annotations.NullMarked;
