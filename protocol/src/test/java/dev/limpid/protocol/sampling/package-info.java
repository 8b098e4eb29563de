@NullMarked
package dev.limpid.protocol.sampling;

import org.jspecify.annotations.NullMarked;
