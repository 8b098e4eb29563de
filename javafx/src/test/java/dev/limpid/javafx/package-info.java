/** Tests of the question in JavaFX. */
@NullMarked
package dev.limpid.javafx;

import org.jspecify.annotations.NullMarked;
