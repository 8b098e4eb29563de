/** What the documents show, taken from the pages themselves: code compiles, names are there. */
@NullMarked
package dev.limpid.e2e.documents;

import org.jspecify.annotations.NullMarked;
