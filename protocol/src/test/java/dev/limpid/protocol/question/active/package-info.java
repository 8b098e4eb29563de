@NullMarked
package dev.limpid.protocol.question.active;

import org.jspecify.annotations.NullMarked;
