@NullMarked
package dev.limpid.server.oblivious;

import org.jspecify.annotations.NullMarked;
