@NullMarked
package dev.limpid.dist.demo.madeup;

import org.jspecify.annotations.NullMarked;
