/** The question for the user's consent in JavaFX. */
@NullMarked
package dev.limpid.javafx;

import org.jspecify.annotations.NullMarked;
