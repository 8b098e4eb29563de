@NullMarked
package dev.limpid.dist.data;

import org.jspecify.annotations.NullMarked;
