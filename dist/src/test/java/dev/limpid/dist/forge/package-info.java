@NullMarked
package dev.limpid.dist.forge;

import org.jspecify.annotations.NullMarked;
