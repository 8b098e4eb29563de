@NullMarked
package dev.limpid.server.http.front;

import org.jspecify.annotations.NullMarked;
