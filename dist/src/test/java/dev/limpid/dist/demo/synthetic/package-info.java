@NullMarked
package dev.limpid.dist.demo.synthetic;

import org.jspecify.annotations.NullMarked;
