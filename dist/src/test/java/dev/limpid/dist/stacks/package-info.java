@NullMarked
package dev.limpid.dist.stacks;

import org.jspecify.annotations.NullMarked;
