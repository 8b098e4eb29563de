@NullMarked
package dev.limpid.protocol.release;

import org.jspecify.annotations.NullMarked;
