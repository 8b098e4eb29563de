/** The question for the user's consent in Swing. */
@NullMarked
package dev.limpid.swing;

import org.jspecify.annotations.NullMarked;
