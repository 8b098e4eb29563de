@NullMarked
package dev.limpid.dist.demo;

import org.jspecify.annotations.NullMarked;
