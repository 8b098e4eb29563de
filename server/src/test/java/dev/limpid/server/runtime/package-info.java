@NullMarked
package dev.limpid.server.runtime;

import org.jspecify.annotations.NullMarked;
