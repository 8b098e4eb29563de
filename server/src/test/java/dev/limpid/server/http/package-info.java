/** The HTTP side by itself, without a collection behind it. */
@NullMarked
package dev.limpid.server.http;

import org.jspecify.annotations.NullMarked;
