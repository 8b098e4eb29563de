@NullMarked
package dev.limpid.server.http.message;

import org.jspecify.annotations.NullMarked;
