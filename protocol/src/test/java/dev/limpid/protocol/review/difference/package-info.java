@NullMarked
package dev.limpid.protocol.review.difference;

import org.jspecify.annotations.NullMarked;
