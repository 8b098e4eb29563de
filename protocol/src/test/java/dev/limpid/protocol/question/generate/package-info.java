@NullMarked
package dev.limpid.protocol.question.generate;

import org.jspecify.annotations.NullMarked;
