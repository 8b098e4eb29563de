@NullMarked
package dev.limpid.server.http.limit;

import org.jspecify.annotations.NullMarked;
