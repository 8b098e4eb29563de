@NullMarked
package dev.limpid.dist.own;

import org.jspecify.annotations.NullMarked;
