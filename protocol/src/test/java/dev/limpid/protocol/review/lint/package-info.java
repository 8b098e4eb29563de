@NullMarked
package dev.limpid.protocol.review.lint;

import org.jspecify.annotations.NullMarked;
